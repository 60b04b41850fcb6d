/** Whether a request is a copy that a proxy mirrors: it has `-shadow` behind its host (Envoy's `shadow_writer_impl.cc`). */
export function isShadow(authority: string | null | undefined): boolean {
  return /-shadow(?::\d+)?$/.test(authority ?? '');
}
