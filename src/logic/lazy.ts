/** A function that gives what `make` gives, and calls it once at most: when it is first asked. A `make` that throws is called again. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
