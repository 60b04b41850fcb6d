/** A `tls.v3.Secret` as PEM texts; what it does not have is undefined. */
export interface SecretValue {
  readonly name: string;
  readonly certificateChain?: string;
  readonly privateKey?: string;
  readonly password?: string;
  readonly trustedCa?: string;
  readonly crl?: string;
}

/** Where certificates come from by name: static secrets, files, SDS. */
export interface SecretSource {
  /** undefined: not delivered yet. */
  secret(name: string): SecretValue | undefined;
  /** Calls back whenever the secret changes. */
  watch(name: string, changed: (secret: SecretValue) => void): void;
  /** Ends all watches. */
  close(): void;
}
