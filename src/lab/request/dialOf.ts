import type { SocketAddress } from '../../net/SocketAddress.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { LabPodState } from '../model/LabState.js';
import type { Dial } from './Dial.js';

/** What a request of the user's words leaves open. */
export interface DialOptions {
  /** The body; for TCP what is sent, absent: a line that is no HTTP. */
  readonly data?: string | undefined;
  readonly timeoutMs: number;
}

/** An ordinary user: neither root nor, as far as that can be, the proxy. */
const ORDINARY_ID = 1000;

/** A line that no inspector takes for HTTP or TLS. */
const TCP_LINE = 'hello from hopctl lab\n';

/** A request as a process of the pod makes it. A sender that nobody names is an ordinary user, none of the proxy's ids. */
export function dialOf(pod: LabPodState, request: TraceRequest, to: SocketAddress, options: DialOptions): Dial {
  const { sender, method, path, authority, headers, tls } = request;
  const isHttp = request.protocol === 'http/1.1' || request.protocol === 'http/1.0' || request.protocol === 'h2';
  const protocol = request.protocol === 'h2' ? 'h2' : isHttp ? 'http/1.1' : 'tcp';
  const silent = isHttp || request.protocol === 'server-first';
  return {
    to,
    sourcePort: request.sourcePort ?? 0,
    ...realSender(pod, request),
    mark: sender.mark,
    protocol,
    ...(tls === undefined ? {} : { tls }),
    method,
    path,
    authority,
    headers: headers.map(({ name, value }) => [name, value]),
    data: options.data ?? (silent ? '' : TCP_LINE),
    timeoutMs: options.timeoutMs,
  };
}

/** The ids of the process that really sends. */
export function realSender(
  { proxy }: LabPodState,
  { sender }: TraceRequest,
): { readonly uid: number; readonly gid: number } {
  return {
    uid: sender.uid === 'ordinary' ? otherThan(proxy?.uid) : sender.uid,
    gid: sender.gid === 'ordinary' ? otherThan(proxy?.gid) : sender.gid,
  };
}

function otherThan(id: number | undefined): number {
  return id === ORDINARY_ID ? ORDINARY_ID + 1 : ORDINARY_ID;
}
