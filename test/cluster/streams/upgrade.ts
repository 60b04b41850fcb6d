import { WebSocketServer } from 'ws';
import { badRequest } from '../server/Status.js';
import { execOptions } from './execOptions.js';
import { CHANNEL_PROTOCOLS, portsOf, serveExecChannels, servePortChannels } from './serveWebSocket.js';
import type { UpgradeCall } from './upgradeCall.js';

/** Makes a stream of a request to exec, attach or port-forward. What is not valid is thrown before anything is answered. */
export function upgrade(call: UpgradeCall): void {
  const { target, message, query, pod } = call;
  const { subresource } = target;
  if (subresource !== 'portforward') execOptions(query, pod, subresource);
  const wanted = (message.headers.upgrade ?? '').toLowerCase();
  if (wanted === 'websocket') upgradeWebSocket(call);
  else throw badRequest('Upgrade request required');
}

function upgradeWebSocket(call: UpgradeCall): void {
  const { target, message, socket, head, query } = call;
  const { subresource } = target;
  const offered = (message.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  const chosen = (CHANNEL_PROTOCOLS[subresource] ?? []).find((one) => offered.includes(one));
  if (chosen === undefined)
    throw badRequest(`unable to upgrade: none of the requested protocols ${offered.join(', ')} is supported`);
  if (subresource === 'portforward' && portsOf(query).length === 0)
    throw badRequest('query parameter "port" is required');
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => chosen });
  server.handleUpgrade(message, socket, head, (webSocket) => {
    webSocket.on('error', () => undefined);
    const served =
      subresource === 'portforward' ? servePortChannels(call, webSocket) : serveExecChannels(call, webSocket);
    served.catch(() => webSocket.terminate());
  });
}
