import type { PeerCertificate } from '../../../src/envoy/model/Connection.js';

/** A certificate of the mesh with a SPIFFE name, unless said otherwise. */
export function certificate(parts: Partial<PeerCertificate> = {}): PeerCertificate {
  return { uriSans: ['spiffe://cluster.local/ns/shop/sa/cart'], dnsSans: [], subject: '', trusted: true, ...parts };
}
