import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** Keeps the one connection to an admin interface, which may be any stream. A class, for Node.js asks for one. */
export class AdminAgent extends Agent {
  readonly #connect: () => Promise<Duplex>;

  constructor(connect: () => Promise<Duplex>) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#connect = connect;
  }

  override createConnection(_options: unknown, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#connect().then(
      (stream) => callback?.(null, asSocket(stream)),
      (error: unknown) => {
        const failed = error instanceof Error ? error : new Error(String(error));
        // Node.js's types ask for a stream beside the error; its code does not look at it.
        (callback as ((error: Error) => void) | undefined)?.(failed);
      },
    );
  }
}

/** What Node.js asks of a connection that is kept, and only sockets of the network can; on others it does nothing. */
const SOCKET_WORDS = ['setKeepAlive', 'setTimeout', 'setNoDelay', 'ref', 'unref'] as const;

function asSocket(stream: Duplex): Duplex {
  const missing = SOCKET_WORDS.filter((word) => !(word in stream));
  return Object.assign(stream, Object.fromEntries(missing.map((word) => [word, () => stream])));
}
