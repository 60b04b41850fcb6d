import type { LiveOptions } from './live/LiveOptions.js';

/** Which pods a command is asked about, and where their evidence is. */
export interface EvidenceOptions {
  readonly targets: readonly string[];
  readonly file?: string | undefined;
  readonly snapshot?: string | undefined;
  /** The cluster that is asked when there is neither a file nor a snapshot. */
  readonly live?: LiveOptions | undefined;
  /** Of a TARGET that names none, and of the pods that the selector takes; that of the context, `default` on a snapshot. */
  readonly namespace?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  /** A label selector, `app=cart,tier!=db`. */
  readonly selector?: string | undefined;
}
