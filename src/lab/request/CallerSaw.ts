/** How the connection of a caller ended when it got no answer, as the caller's system told it. */
export type ConnectionFate = 'refused' | 'reset' | 'closed' | 'timeout' | 'unreachable' | 'unresolved';

/** What the calling process really saw. */
export type CallerSaw =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      /** Of its trailers or headers, where there is one. */
      readonly grpcStatus?: number;
      /** At most its first 64 KiB. */
      readonly body: string;
    }
  /** TCP: bytes came back. */
  | { readonly kind: 'bytes'; readonly text: string }
  | {
      readonly kind: ConnectionFate;
      /** `ECONNREFUSED`, an OpenSSL code, …; '' where the system names nothing. */
      readonly error: string;
    };

/** A caller's words, in one piece: `200`, `reset (ECONNRESET)`. */
export function describeCallerSaw(saw: CallerSaw): string {
  switch (saw.kind) {
    case 'answer':
      return saw.grpcStatus === undefined ? String(saw.status) : `${saw.status}, grpc-status ${saw.grpcStatus}`;
    case 'bytes':
      return `${Buffer.byteLength(saw.text)} bytes`;
    default:
      return saw.error === '' ? saw.kind : `${saw.kind} (${saw.error})`;
  }
}
