/**
 * By the name of a shape: what Envoy 1.40 does, then what the reference proxy does, if that is something else. In parts: what the client
 * got and whether the connection was closed; code, flags and details in the access log; each request that arrived behind the proxy.
 */
export type Measured = Readonly<Record<string, readonly [envoy: string, proxy?: string]>>;
