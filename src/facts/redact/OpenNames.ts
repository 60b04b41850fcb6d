/** Names of settings whose values hold no secret, which only those know whose habits they are. */
export interface OpenNames {
  /** Environment variables of containers. */
  readonly variables: ReadonlySet<string>;
  /** Containers whose arguments may be shown. */
  readonly containers: ReadonlySet<string>;
  /** Keys of a proxy's `node.metadata`. */
  readonly nodeMetadata: ReadonlySet<string>;
}

/** No name at all. */
export const NO_OPEN_NAMES: OpenNames = { variables: new Set(), containers: new Set(), nodeMetadata: new Set() };
