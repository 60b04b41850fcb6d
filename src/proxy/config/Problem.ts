/** Something in a configuration that the proxy does not run. */
export interface Problem {
  /** JSON pointer in the `EnvoyConfig`'s document. */
  readonly at: string;
  /** What it is, by name: `field tracing of HttpConnectionManager is not supported`. */
  readonly message: string;
}
