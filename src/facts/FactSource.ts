/** Where a fact came from, and how old it is. */
export interface FactSource {
  readonly kind: 'file' | 'snapshot' | 'stdin' | 'cluster';
  /** As a person would name it: the file, the snapshot with the path inside it, or what of the cluster was asked. */
  readonly path: string;
  /** RFC 3339; absent when nothing says so. */
  readonly capturedAt?: string;
}

/** A fact with its source. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: FactSource;
}
