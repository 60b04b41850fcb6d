/** What goes along with every request. */
export interface Credentials {
  /** `Authorization` and those of impersonation. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** PEM; both or none. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** Where credentials come from. */
export interface CredentialSource {
  /** Those to use now. What keeps them from being had is a `UserError` (exit 5). */
  readonly current: (signal: AbortSignal | undefined) => Promise<Credentials>;
  /** Told that the server did not accept them; whether asking again may give others. */
  readonly refuse: (refused: Credentials) => boolean;
}
