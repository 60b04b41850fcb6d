import type { Header } from '../../envoy/model/HttpRequest.js';
import { decorateResponse } from '../../envoy/http/decorateResponse.js';
import type { HttpRun } from './HttpRun.js';

const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'transfer-encoding', 'keep-alive', 'proxy-connection']);

/**
 * What the connection manager does to the headers of any answer (source/common/http/conn_manager_impl.cc, encodeHeaders;
 * conn_manager_utility.cc, mutateResponseHeaders): filters' changes, no connection headers, `date`, `server`, `via`, `connection: close`
 * where this is the last answer.
 */
export function finalizeAnswer(
  run: HttpRun,
  status: number,
  headers: readonly Header[],
  upgrade: boolean,
): readonly Header[] {
  const { plan, client, context } = run;
  let changed = headers;
  for (const change of run.responseChanges) changed = change(status, changed);
  const { serverHeader, serverName, via, requestIdInResponse } = plan.settings;
  const result: Header[] = [];
  let date = false;
  let server = false;
  for (const header of changed) {
    const { name } = header;
    if (HOP_BY_HOP.has(name) && !(upgrade && name === 'connection')) continue;
    if (name === 'date') date = true;
    if (name === 'server') {
      if (serverHeader === 'OVERWRITE') continue;
      server = true;
    }
    result.push(header);
  }
  if (!date) result.push({ name: 'date', value: plan.date.now() });
  if (serverHeader === 'OVERWRITE' || (serverHeader === 'APPEND_IF_ABSENT' && !server))
    result.push({ name: 'server', value: serverName });
  if (via !== '') result.push({ name: 'via', value: via });
  if (requestIdInResponse) {
    const id = context.request.headers.find(({ name }) => name === 'x-request-id');
    if (id !== undefined) result.push(id);
  }
  if (lastAnswer(run) && !upgrade && context.request.protocol !== 'HTTP/2')
    result.push({ name: 'connection', value: 'close' });
  if (!plan.hcm.tracing) return result;
  const direction = client.listener.trafficDirection === 'OUTBOUND' ? 'EGRESS' : 'INGRESS';
  return decorateResponse(result, run.route, run.downstream.request, direction);
}

/** The connection ends with this answer: the client asked for it, speaks HTTP/1.0, has not sent all of its request, or the proxy drains. */
function lastAnswer({ plan, downstream, record, last }: HttpRun): boolean {
  if (last || record.requestReceivedAt === undefined) return true;
  if (plan.core.state === 'draining') return true;
  const { protocol, headers } = downstream.request;
  const connection = headers.find(({ name }) => name === 'connection')?.value.toLowerCase() ?? '';
  if (protocol === 'HTTP/1.0') return !connection.includes('keep-alive');
  return connection !== '' && connection.split(',').some((token) => token.trim() === 'close');
}
