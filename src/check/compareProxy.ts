import type { Step, StepKind } from '../trace/model/Step.js';
import type { Difference, ProxyExpectation } from './Expectation.js';

/** Fields that are the name of what a kind of step chose; the last such step of the proxy counts. */
const NAMES: readonly (readonly [Exclude<keyof ProxyExpectation, 'headers'>, StepKind])[] = [
  ['listener', 'listener'],
  ['filterChain', 'filter_chain'],
  ['routeConfig', 'route_config'],
  ['virtualHost', 'virtual_host'],
  ['route', 'route'],
  ['cluster', 'cluster'],
  ['endpoint', 'endpoint'],
];

/** What of one proxy's hop is not as expected. */
export function compareProxy(side: string, expected: ProxyExpectation, steps: readonly Step[]): readonly Difference[] {
  if (steps.length === 0) return [{ field: side, expected: 'a hop of this kind', got: 'none on the likeliest path' }];
  const found: Difference[] = [];
  const compare = (field: string, wanted: string | undefined, got: string | undefined): void => {
    if (wanted !== undefined && wanted !== got)
      found.push({ field: `${side}.${field}`, expected: quoted(wanted), got: quoted(got) });
  };
  for (const [field, kind] of NAMES) {
    const wanted = expected[field];
    if (typeof wanted === 'string') compare(field, wanted, steps.findLast((step) => step.kind === kind)?.subject);
  }
  const socket = steps.findLast(({ kind }) => kind === 'transport_socket');
  compare('sni', expected.sni, socket === undefined ? undefined : (socket.tls?.sni ?? ''));
  const request = steps.findLast(({ kind }) => kind === 'upstream_request')?.request;
  compare('method', expected.method, request?.method);
  compare('path', expected.path, request?.path);
  compare('host', expected.host, request?.authority);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const got = request?.headers.find((header) => header.name === name.toLowerCase())?.value;
    if ((value ?? undefined) !== got)
      found.push({ field: `${side}.headers.${name}`, expected: quoted(value ?? undefined), got: quoted(got) });
  }
  return found;
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
