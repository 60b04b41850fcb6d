import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiRequest } from './ApiRequest.js';
import { statusOfFault, type Faults } from './Faults.js';

/** Lets the fault of a request happen. True: it has been answered, or never will be. */
export async function applyFault(
  faults: Faults,
  request: ApiRequest,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const fault = faults.take(request);
  switch (fault?.kind) {
    case undefined:
      return false;
    case 'status':
      throw statusOfFault(fault);
    case 'delay':
      await sleep(fault.delay);
      return response.destroyed;
    case 'hang':
      return true;
    case 'close':
      message.socket.destroy();
      return true;
    case 'garbage':
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(fault.body ?? '{"kind": "PodList", <html>');
      return true;
    case 'cut':
      cutHalfWay(response);
      return false;
    case 'cutStream':
      cutAfter(message.socket, fault.after);
      return false;
  }
}

/** The same of a request to become a stream. */
export async function applyUpgradeFault(faults: Faults, request: ApiRequest, socket: Duplex): Promise<boolean> {
  const fault = faults.take(request);
  switch (fault?.kind) {
    case undefined:
      return false;
    case 'status':
      throw statusOfFault(fault);
    case 'delay':
      await sleep(fault.delay);
      return socket.destroyed;
    case 'hang':
      return true;
    case 'close':
    case 'cut':
      socket.destroy();
      return true;
    case 'garbage':
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnope');
      return true;
    case 'cutStream':
      cutAfter(socket, fault.after);
      return false;
  }
}

/** Of the body only the first half is sent. */
function cutHalfWay(response: ServerResponse): void {
  const end = response.end.bind(response);
  response.end = ((body: string) => {
    response.write(body.slice(0, body.length / 2), () => response.destroy());
    response.end = end;
    return response;
  }) as typeof response.end;
}

/** Closes the connection once so many bytes have been written to it. */
function cutAfter(socket: Duplex, limit: number): void {
  const write = socket.write.bind(socket);
  let written = 0;
  socket.write = ((chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    written += chunk.length;
    if (written > limit) {
      socket.destroy();
      return false;
    }
    return Reflect.apply(write, socket, [chunk, ...rest]) as boolean;
  }) as typeof socket.write;
}
