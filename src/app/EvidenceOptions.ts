/** Which pods a command is asked about, and where their evidence is. */
export interface EvidenceOptions {
  readonly targets: readonly string[];
  readonly file?: string | undefined;
  readonly snapshot?: string | undefined;
  /** Of a TARGET that names none, and of the pods that the selector takes; `default`. */
  readonly namespace?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  /** A label selector, `app=cart,tier!=db`. */
  readonly selector?: string | undefined;
}
