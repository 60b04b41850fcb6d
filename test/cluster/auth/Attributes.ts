/** What RBAC is asked about. */
export type Attributes = ResourceAttributes | PathAttributes;

/** Of a resource. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** Empty: none in particular. */
  readonly name: string;
  /** Empty: of the cluster. */
  readonly namespace: string;
}

/** Of a path that is no resource. */
export interface PathAttributes {
  readonly verb: string;
  readonly path: string;
}
