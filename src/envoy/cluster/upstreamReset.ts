import { atLeast } from '../version.js';

/**
 * Details and body of an upstream request that was reset before it answered (router.cc `onUpstreamReset`,
 * `Http::Utility::resetReasonToString`): spaces become `_` in the details; the body names the words of the transport socket up to
 * 1.37 only (`hide_transport_failure_reason_in_response_body`, measured). Without version, as the newest release does.
 */
export function upstreamReset(
  reason: string,
  detail: string | undefined,
  { version, retried = false }: { readonly version?: string; readonly retried?: boolean },
): { readonly details: string; readonly body: string } {
  const told = reasonIn(reason, version);
  const words = detail === undefined ? undefined : detailIn(detail, version);
  const separator = atLeast(version, '1.31.0') === 'no' ? ',' : '|';
  const inner = words === undefined ? told : `${told}${separator}${words}`;
  const details = `upstream_reset_before_response_started{${inner.replaceAll(/\s/g, '_')}}`;
  const latest = retried ? 'retried and the latest reset reason' : 'reset reason';
  const shown = words !== undefined && atLeast(version, '1.37.1') === 'no';
  const transport = shown ? `, transport failure reason: ${words}` : '';
  return { details, body: `upstream connect error or disconnect/reset before headers. ${latest}: ${told}${transport}` };
}

/** Up to 1.26 there was one word for local and remote connection failures. */
function reasonIn(reason: string, version: string | undefined): string {
  return reason === 'remote connection failure' && atLeast(version, '1.27.0') === 'no' ? 'connection failure' : reason;
}

/** Up to 1.30 a refused connection is told by its errno. */
function detailIn(detail: string, version: string | undefined): string {
  return atLeast(version, '1.31.0') === 'no' ? detail.replace('error: Connection refused', 'error: 111') : detail;
}
