/** A secret that a configuration asks for by SDS. */
export interface SecretName {
  readonly name: string;
  readonly kind: 'certificate' | 'ca';
  /** The server names of the filter chains that ask for it: what a gateway's certificate has to be for. */
  readonly serverNames: readonly string[];
}
