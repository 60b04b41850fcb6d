import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Keeps connections of one dialler open between requests. TLS is the dialler's: to Node.js these are plain HTTP requests over a stream.
 * A class, for Node.js asks for one.
 */
export class ClusterAgent extends Agent {
  readonly #dial: () => Promise<Duplex>;

  constructor(dial: () => Promise<Duplex>) {
    super({ keepAlive: true, maxSockets: 16, maxFreeSockets: 4, scheduling: 'lifo' });
    this.#dial = dial;
  }

  override createConnection(_options: unknown, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#dial().then(
      (stream) => callback?.(null, stream),
      (error: unknown) => {
        const failed = error instanceof Error ? error : new Error(String(error));
        // Node.js's types ask for a stream beside the error; its code does not look at it.
        (callback as ((error: Error) => void) | undefined)?.(failed);
      },
    );
  }
}
