import { randomUUID } from 'node:crypto';
import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { HcmPlan } from './HcmPlan.js';

const MARK = '<unknown ';
const UNKNOWN = /<unknown ([^<>]*)>/g;

/** The request with what `normalizeRequest` cannot know: a new request id, this proxy's address, the client's certificate. */
export function fillUnknown(plan: HcmPlan, client: ClientConnection, request: HttpRequest): HttpRequest {
  let filled: Header[] | undefined;
  const { headers } = request;
  for (let i = 0; i < headers.length; i++) {
    const header = headers[i];
    if (header?.value.includes(MARK) !== true) continue;
    filled ??= [...headers];
    filled[i] = {
      name: header.name,
      value: header.value.replace(UNKNOWN, (_, what: string) => valueOf(what, plan, client)),
    };
  }
  return filled === undefined ? request : { ...request, headers: filled };
}

function valueOf(what: string, { core, settings }: HcmPlan, client: ClientConnection): string {
  if (what === 'x-request-id') return randomUUID();
  if (what === 'address of this proxy') return core.sockets.nodeAddress()?.text ?? client.inspected.source.ip.text;
  if (what.startsWith('entry for ')) return client.xfcc?.(settings.clientCertDetails) ?? '';
  return '';
}
