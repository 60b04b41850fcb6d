import type { Criterion } from '../../logic/Criterion.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { ListenerFilter } from '../model/Listener.js';

/** What one listener filter did. */
export interface ListenerFilterStep {
  readonly filter: ListenerFilter;
  readonly outcome: 'detected' | 'passed' | 'disabled' | 'waited' | 'refused' | 'unknown';
  /** What it found, in a few words. */
  readonly summary: string;
  readonly because: readonly Criterion[];
}

/** What is known of a connection after its listener filters, and how they ended. */
export interface ListenerFilterRun {
  readonly connection: InspectedConnection;
  readonly steps: readonly ListenerFilterStep[];
  /** The connection is dropped: `timeout` because the filters waited too long and must not continue, `refused` for what the client sent. */
  readonly end: 'continue' | 'timeout' | 'refused' | 'unknown';
  /** End `unknown`: what is missing, by name. */
  readonly unknown?: string;
  /** Milliseconds that a silent client makes the filters wait before the connection goes on, 0 when none. */
  readonly delayMs: number;
}
