import type { DownstreamTls } from '../../envoy/model/TransportSocket.js';
import type { SecureContexts } from './SecureContexts.js';
import { TlsTerminator } from './TlsTerminator.js';

/** The terminators of all TLS contexts that have met a connection. */
export class TlsTerminators {
  readonly #contexts: SecureContexts;
  readonly #made = new Map<DownstreamTls, TlsTerminator>();

  constructor(contexts: SecureContexts) {
    this.#contexts = contexts;
  }

  of(socket: DownstreamTls): TlsTerminator {
    let made = this.#made.get(socket);
    if (made === undefined) {
      made = new TlsTerminator(this.#contexts, socket);
      this.#made.set(socket, made);
    }
    return made;
  }
}
