/** Istio 1.N ships Envoy 1.(N + 8): 1.5 with 1.13, 1.19 with 1.27, 1.32 with 1.40 (istio.deps of each release). */
const MINOR_OFFSET = 8;

/**
 * The Envoy that an Istio release ships, for proxies whose dump names only Istio's version (`ISTIO_VERSION` in the node's
 * metadata: `1.19.3`, `1.32-dev`). The patch level is not known: `.0`. Undefined for anything else.
 */
export function envoyVersionOf(istioVersion: unknown): string | undefined {
  const match = typeof istioVersion === 'string' ? /^v?1\.(\d{1,3})(?:[.-]|$)/.exec(istioVersion) : null;
  return match === null ? undefined : `1.${Number(match[1]) + MINOR_OFFSET}.0`;
}
