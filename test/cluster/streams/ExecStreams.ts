import type { Readable, Writable } from 'node:stream';

/** The streams of an exec or attach, as far as the client wants them. */
export interface ExecStreams {
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  readonly stderr?: Writable;
}

/** What an exec is asked to do. */
export interface ExecCall extends ExecStreams {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly argv: readonly string[];
  readonly tty: boolean;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** Does it; gives the exit code. `undefined`: this is not for it. An error is what the runtime failed of. */
export type ExecHandler = (call: ExecCall) => Promise<number> | undefined;
