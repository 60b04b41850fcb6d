/** The label by which a pod says that it takes the mesh's mutual TLS: `istio` (istio.io/api label, SecurityTlsMode). */
export const TLS_MODE_LABEL = 'security.istio.io/tlsMode';
