/** The order in which inputs are told; headers come last, by name. */
const ORDER = [
  'destination name',
  'destination address',
  'destination port',
  'protocol',
  'source workload',
  'source address',
  'source port',
  'user id',
  'group id',
  'mark',
  'connection state',
  'TLS',
  'SNI',
  'ALPN',
  'client certificate',
  'method',
  ':scheme',
  ':authority',
  ':path',
];

/**
 * The inputs that the verdict used on any followed path, in a fixed order: changing any other input changes nothing about it.
 * Left out are headers with which a client speaks to the proxy itself (`upgrade`, `x-envoy-…`, `content-length`), and values that
 * no proxy would take (a malformed path).
 */
export function dependsOn(paths: readonly { readonly inputs: ReadonlySet<string> }[]): readonly string[] {
  const all = [...new Set(paths.flatMap(({ inputs }) => [...inputs]))];
  return all.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(input: string): number {
  const at = ORDER.indexOf(input);
  return at < 0 ? ORDER.length : at;
}
