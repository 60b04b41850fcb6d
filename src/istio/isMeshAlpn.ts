/** Whether an ALPN name is the mesh's own: `istio`, `istio-peer-exchange`, `istio-h2` (pilot/pkg/networking/util/util.go). */
export function isMeshAlpn(name: string): boolean {
  return name === 'istio' || name.startsWith('istio-');
}
