/** Filter state that the principal filter writes, and that policies of its time read. */
export const PEER_PRINCIPAL = 'io.istio.peer_principal';

/** The same of the certificate that the proxy itself presents. */
export const LOCAL_PRINCIPAL = 'io.istio.local_principal';

/**
 * Whether a network filter is Istio's `istio_authn`: it answers and denies nothing, and keeps the first SPIFFE name of each
 * certificate of a TLS connection as filter state (istio/proxy, source/extensions/filters/network/istio_authn/config.cc).
 */
export function isPrincipalFilter({ typeUrl }: { readonly typeUrl: string }): boolean {
  return typeUrl === 'io.istio.network.authn.Config';
}

/** The first SPIFFE name of a certificate. */
export function spiffeName(uriSans: readonly string[]): string | undefined {
  return uriSans.find((san) => san.startsWith('spiffe://'));
}
