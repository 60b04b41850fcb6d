import { listAt, textAt } from '../objects/json.js';
import { containerOf } from '../streams/execOptions.js';
import type { LogLine } from '../pods/LogBuffer.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { Answer, Call } from '../server/Call.js';
import { badRequest } from '../server/Status.js';
import { stored } from './read.js';

/** GET of a container's log, to its end so far or as it goes on. */
export function readLog({ context, request, response }: Call, target: ResourceTarget): Answer {
  const { query } = request;
  const pod = stored(context.state, target);
  const container = containerOf(pod, query.get('container') ?? '');
  const flag = (name: string) => ['1', 'true'].includes(query.get(name) ?? '');
  if (flag('previous'))
    throw badRequest(`previous terminated container "${container}" in pod "${target.name}" not found`);
  const waits = [...listAt(pod, 'status', 'containerStatuses'), ...listAt(pod, 'status', 'initContainerStatuses')]
    .filter((one) => textAt(one, 'name') === container)
    .map((one) => textAt(one, 'state', 'waiting', 'reason'))
    .find((one) => one !== '');
  if (waits !== undefined)
    throw badRequest(`container "${container}" in pod "${target.name}" is waiting to start: ${waits}`);
  const log = context.pods.logOf(pod, container);
  const print = ({ at, text }: LogLine): string =>
    flag('timestamps') ? `${new Date(at).toISOString().replace('Z', '000000Z')} ${text}\n` : `${text}\n`;
  const since = query.get('sinceSeconds');
  const from = since === null ? -Infinity : context.clock.now() - Number(since) * 1000;
  const lines = (log?.lines ?? []).filter(({ at }) => at >= from);
  const tail = query.get('tailLines');
  const chosen = tail === null ? lines : lines.slice(lines.length - Math.min(lines.length, Number(tail)));
  const limit = query.get('limitBytes');
  const text = chosen.map(print).join('');
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.write(limit === null ? text : text.slice(0, Number(limit)));
  if (log === undefined || log.ended || !flag('follow')) {
    response.end();
    return undefined;
  }
  const end = log.follow((line) => {
    if (line === undefined) response.end();
    else response.write(print(line));
  });
  response.on('close', end);
  return undefined;
}
