/** The ways to what reads on a node, in the order in which they are tried. */
export const NODE_ACCESSES = ['node', 'agent', 'pod', 'ephemeral'] as const;

/** One of the ways. */
export type NodeAccess = (typeof NODE_ACCESSES)[number];

/** How rules are read on nodes. */
export interface NodeOptions {
  /** This way only. */
  readonly access?: NodeAccess | undefined;
  /** Of what is started on a node or in a pod; without it, the pod's own proxy's. */
  readonly image?: string | undefined;
  /** Where helper pods are made; without it, in the namespace of the pod, and for nodes in kube-system. */
  readonly helperNamespace?: string | undefined;
  /** The label selector of pods that read on their node for us; without it, Istio's CNI agent. */
  readonly agent?: string | undefined;
  /** Istio's own namespace, where agents are looked for besides kube-system. */
  readonly istioNamespace?: string | undefined;
  /** Ends all at once, with the signal's reason; what was made is removed first. */
  readonly signal?: AbortSignal | undefined;
  /** What wrote what is read: `hopctl 0.1.0`. */
  readonly tool: string;
  /** The time, for what is read. */
  readonly now: () => Date;
  /** Told what is being done, a sentence for stderr. */
  readonly report: (note: string) => void;
}
