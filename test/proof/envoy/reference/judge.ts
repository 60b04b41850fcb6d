import { differences } from '../compare.js';
import type { Outcome, UpstreamRequest } from '../Configuration.js';
import type { Predicted } from '../predict.js';

/**
 * Where the reference proxy and Envoy differ; empty: they agree, or each took a branch that the model says chance may take. The host of a
 * connection that is refused is not compared: a tcp_proxy of Envoy's dials before a handshake or rbac has ended.
 */
export function judge(predicted: readonly Predicted[], envoy: Outcome, reference: Outcome): readonly string[] {
  const dialled = /^(?:TLS_error|rbac_access_denied)/.test(envoy.details ?? '');
  const found = differences(comparable(envoy), comparable(reference)).filter(
    (line) => line !== BOTH_TLS && !(dialled && line.startsWith('host: ')),
  );
  if (found.length === 0) return [];
  const branches = predicted.flatMap((one) => (one.kind === 'outcome' ? [one.outcome] : []));
  const isAmong = (was: Outcome): boolean => branches.some((branch) => differences(branch, was).length === 0);
  if (branches.length > 1 && isAmong(envoy) && isAmong(reference)) return [];
  return found.map((line) => line.replace('predicted', 'Envoy').replace(/\bwas\b/, 'reference'));
}

/** `compare.ts` holds what a client that speaks TLS to plaintext sees against a status. */
const BOTH_TLS = 'status: predicted "tls", was "tls"';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids are random. */
function comparable(outcome: Outcome): Outcome {
  const { upstream } = outcome;
  return upstream === undefined || upstream === 'any' ? outcome : { ...outcome, upstream: withoutIds(upstream) };
}

function withoutIds({ headers, ...rest }: UpstreamRequest): UpstreamRequest {
  const entries = Object.entries(headers).map(
    ([name, values]) => [name, values.map((value) => value.replace(UUID, 'UUID'))] as const,
  );
  return { ...rest, headers: Object.fromEntries(entries) };
}
