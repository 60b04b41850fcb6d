import type { Duplex } from 'node:stream';

/** An answer, whole. */
export interface AdminBody {
  readonly size: number;
  /** Reads it; may be called again until `dispose`. */
  readonly bytes: () => Uint8Array;
  /** Frees what it takes on disk. */
  readonly dispose: () => void;
}

/** How an admin interface is reached, and what it may cost. */
export interface AdminOptions {
  readonly connect: (options: { readonly signal: AbortSignal }) => Promise<Duplex>;
  /** For messages: `the admin interface of web/cart-1`. */
  readonly name: string;
  /** Bytes of one answer. */
  readonly maxBytes: number;
  /** Milliseconds without a byte. */
  readonly patience: number;
  /** Milliseconds for one request as a whole. */
  readonly deadline: number;
}

/** An open admin interface. Errors are `UserError`s (exit 5); the signal ends a request with its reason. */
export interface Admin {
  readonly get: (path: string, signal?: AbortSignal) => Promise<AdminBody>;
  readonly post: (path: string, signal?: AbortSignal) => Promise<AdminBody>;
  readonly close: () => void;
}
