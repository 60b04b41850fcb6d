import type { Socket } from 'node:net';

/** What is told of bytes that go both ways. */
export interface RelayEvents {
  /** Milliseconds without a byte; 0 for ever. */
  readonly idleTimeoutMs: number;
  /** From the client. */
  received(bytes: number): void;
  /** To the client. */
  sent(bytes: number): void;
  /** Both sides are closed; called once. */
  ended(): void;
}

/** Passes bytes on both ways, half-closes too, until both sides have closed or one breaks. */
export function relay(client: Socket, upstream: Socket, events: RelayEvents): void {
  let over = false;
  const finish = (): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    client.destroy();
    upstream.destroy();
    events.ended();
  };
  const timer = events.idleTimeoutMs > 0 ? setTimeout(finish, events.idleTimeoutMs) : undefined;
  pass(client, upstream, (bytes) => {
    timer?.refresh();
    events.received(bytes);
  });
  pass(upstream, client, (bytes) => {
    timer?.refresh();
    events.sent(bytes);
  });
  for (const socket of [client, upstream]) {
    socket.on('error', finish);
    socket.on('close', () => {
      // A side that has closed both ways leaves nothing to relay, once the rest is written.
      const other = socket === client ? upstream : client;
      if (other.destroyed || other.writableLength === 0) finish();
      else other.end(finish);
    });
  }
}

function pass(from: Socket, to: Socket, count: (bytes: number) => void): void {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    if (!to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.on('end', () => to.end());
  from.resume();
}
