/** The Istio object that a piece of Envoy configuration was made from, as its metadata says. */
export interface IstioObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The thing itself that decided: a place in a dump, a rule, a Kubernetes object, or a recorded fact. */
export type Evidence =
  | {
      readonly kind: 'json';
      /** Which document: `config_dump of web/frontend-…`. */
      readonly document: string;
      readonly pointer: string;
      /** One line of JSON, shortened. */
      readonly excerpt: string;
      readonly istio?: IstioObject;
    }
  | {
      readonly kind: 'rule';
      readonly source: string;
      /** The kernel's own TRACE coordinate: `table:CHAIN:rule|return|policy:number`. */
      readonly coordinate: string;
      /** The rule verbatim, '' for a policy or the end of a chain. */
      readonly rule: string;
      /** What netfilter did there, in its words: `ACCEPT`, `DROP`, `RETURN`, `JUMP:ISTIO_REDIRECT`, `CONTINUE`. */
      readonly verdict: string;
      readonly backend: string;
      /** What the chain or rule is for, in the mesh's terms. */
      readonly purpose?: string;
    }
  | { readonly kind: 'object'; readonly object: string; readonly field: string; readonly value: string }
  | { readonly kind: 'fact'; readonly source: string; readonly text: string };
