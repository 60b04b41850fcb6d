/** A secret that a configuration asks for by SDS. */
export interface SecretName {
  readonly name: string;
  readonly kind: 'certificate' | 'ca';
}
