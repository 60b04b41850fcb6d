/** Where a fact came from, and how old it is. */
export interface FactSource {
  readonly kind: 'file' | 'snapshot' | 'stdin';
  /** As a person would name it: the file, or the snapshot with the path inside it. */
  readonly path: string;
  /** RFC 3339; absent when nothing says so. */
  readonly capturedAt?: string;
}

/** A fact with its source. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: FactSource;
}
