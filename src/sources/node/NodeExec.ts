/** How a program is run where the node's processes can be seen. */
export interface NodeExecOptions {
  /** What it reads. */
  readonly stdin: Uint8Array;
  /** Ends it at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What it did. */
export interface NodeExecResult {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly exitCode: number;
}

/** Runs a program there: on this machine, or in a container by way of the cluster. One that cannot be started is an error. */
export type NodeExec = (argv: readonly string[], options: NodeExecOptions) => Promise<NodeExecResult>;
