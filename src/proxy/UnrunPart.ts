/** A part of a configuration that the model knows and the proxy does not run. */
export interface UnrunPart {
  /** JSON pointer. */
  readonly at: string;
  /** By the names of Envoy's API. */
  readonly what: string;
}
