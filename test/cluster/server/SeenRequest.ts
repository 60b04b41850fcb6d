/** A request that the server saw. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  /** As RBAC names it. */
  readonly verb: string;
  /** `pods`, `pods/portforward`, `deployments.apps`; empty for a path that is no resource. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** Who asked, after impersonation; empty when it was not let in. */
  readonly user: string;
  readonly userAgent: string;
  /** The subprotocols that were offered, of an upgrade. */
  readonly upgrade: string;
  /** Of the answer; 101 of an upgrade; 0 while there is none. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
