import type { Counter, StatsSink } from '../runtime/StatsSink.js';

/** `listener.ADDRESS.ssl.…`: what became of handshakes (source/common/tls/ssl_socket.cc, drainErrorQueue; measured). */
export class TlsStats {
  readonly #handshake: Counter;
  readonly #noCertificate: Counter;
  readonly #connectionError: Counter;
  readonly #failVerifyError: Counter;
  readonly #failVerifyNoCert: Counter;
  readonly #failVerifySan: Counter;

  /** @param prefix `listener.ADDRESS.ssl.` */
  constructor(stats: StatsSink, prefix: string) {
    this.#handshake = stats.counter(`${prefix}handshake`);
    this.#noCertificate = stats.counter(`${prefix}no_certificate`);
    this.#connectionError = stats.counter(`${prefix}connection_error`);
    this.#failVerifyError = stats.counter(`${prefix}fail_verify_error`);
    this.#failVerifyNoCert = stats.counter(`${prefix}fail_verify_no_cert`);
    this.#failVerifySan = stats.counter(`${prefix}fail_verify_san`);
  }

  succeeded(hasCertificate: boolean): void {
    this.#handshake.add(1);
    if (!hasCertificate) this.#noCertificate.add(1);
  }

  /** @param reason in the words of `%DOWNSTREAM_TRANSPORT_FAILURE_REASON%`; '' where the client just went away */
  failed(reason: string): void {
    if (reason.includes('PEER_DID_NOT_RETURN_A_CERTIFICATE')) this.#failVerifyNoCert.add(1);
    else if (reason.includes('SAN_matcher')) this.#failVerifySan.add(1);
    else if (reason.includes('CERTIFICATE_VERIFY_FAILED')) this.#failVerifyError.add(1);
    else if (reason.startsWith('TLS_error:|')) this.#connectionError.add(1);
  }
}
