import { createWebSocketStream, WebSocketServer, type WebSocket } from 'ws';
import { badRequest } from '../server/Status.js';
import { execOptions } from './execOptions.js';
import { serveExecStreams, servePortStreams } from './serveSpdy.js';
import { portsOf, serveExecChannels, servePortChannels } from './serveWebSocket.js';
import type { UpgradeCall } from './upgradeCall.js';

/** Subprotocols of a WebSocket, the best first. The first is SPDY inside of it, as kubectl and istioctl forward ports. */
const TUNNEL = 'SPDY/3.1+portforward.k8s.io';
const WEB_SOCKET_PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  exec: ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
  attach: ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
  portforward: [TUNNEL, 'v4.channel.k8s.io'],
};

/** Versions of the protocol inside of SPDY. */
const SPDY_PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  exec: ['v4.channel.k8s.io'],
  attach: ['v4.channel.k8s.io'],
  portforward: ['portforward.k8s.io'],
};

/** Makes a stream of a request to exec, attach or port-forward. What is not valid is thrown before anything is answered. */
export function upgrade(call: UpgradeCall): void {
  const { target, message, query, pod } = call;
  if (target.subresource !== 'portforward') execOptions(query, pod, target.subresource);
  switch ((message.headers.upgrade ?? '').toLowerCase()) {
    case 'websocket':
      upgradeWebSocket(call);
      return;
    case 'spdy/3.1':
      upgradeSpdy(call);
      return;
    default:
      throw badRequest('Upgrade request required');
  }
}

function upgradeWebSocket(call: UpgradeCall): void {
  const { target, message, socket, head, query } = call;
  const { subresource } = target;
  const chosen = choose(WEB_SOCKET_PROTOCOLS[subresource], message.headers['sec-websocket-protocol']);
  if (subresource === 'portforward' && chosen !== TUNNEL && portsOf(query).length === 0)
    throw badRequest('query parameter "port" is required');
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => chosen });
  if (chosen === TUNNEL) {
    // `ws` holds its slash against it, which is no character of a subprotocol's name.
    delete message.headers['sec-websocket-protocol'];
    server.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${chosen}`));
  }
  server.handleUpgrade(message, socket, head, (webSocket) => {
    webSocket.on('error', () => undefined);
    if (chosen === TUNNEL) servePortStreams(call, tunnel(webSocket));
    else {
      const serve = subresource === 'portforward' ? servePortChannels : serveExecChannels;
      serve(call, webSocket).catch(() => webSocket.terminate());
    }
  });
}

function tunnel(webSocket: WebSocket) {
  const stream = createWebSocketStream(webSocket);
  stream.on('error', () => undefined);
  return stream;
}

function upgradeSpdy(call: UpgradeCall): void {
  const { target, message, socket, head } = call;
  const offered = message.headers['x-stream-protocol-version'];
  const chosen = choose(SPDY_PROTOCOLS[target.subresource], typeof offered === 'string' ? offered : offered?.join(','));
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${chosen}\r\n\r\n`,
  );
  if (head.length > 0) socket.unshift(head);
  if (target.subresource === 'portforward') servePortStreams(call, socket);
  else serveExecStreams(call, socket);
}

function choose(spoken: readonly string[] | undefined, header: string | undefined): string {
  const offered = (header ?? '').split(',').map((one) => one.trim());
  const chosen = spoken?.find((one) => offered.includes(one));
  if (chosen === undefined)
    throw badRequest(
      `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server supports [${(spoken ?? []).join(' ')}]`,
    );
  return chosen;
}
