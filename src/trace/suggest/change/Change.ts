/**
 * One thing about a request that a client can say otherwise. A header's value replaces all lines of its name, undefined: none is sent;
 * `path` comes with its query; `tls` undefined: plaintext.
 */
export type Change =
  | { readonly kind: 'header'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'method' | ':path' | ':authority'; readonly value: string }
  | { readonly kind: 'tls'; readonly tls: { readonly sni: string; readonly alpn: readonly string[] } | undefined }
  | { readonly kind: 'source address'; readonly value: string }
  | { readonly kind: 'source port'; readonly value: number }
  | { readonly kind: 'destination address'; readonly value: string }
  | { readonly kind: 'destination port'; readonly value: number };
