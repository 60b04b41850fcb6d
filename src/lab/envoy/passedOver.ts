/**
 * Extensions without which the reference proxy runs a configuration that has them: code that it can't run and that leaves a request's
 * way as it is in the meshes that are labs. A trace calls it opaque.
 */
export const PASSED_OVER: readonly string[] = ['envoy.extensions.filters.http.lua.v3.Lua'];
