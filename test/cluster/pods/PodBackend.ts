import type { Duplex } from 'node:stream';
import type { ExecHandler } from '../streams/ExecStreams.js';
import type { DialTarget } from './dial.js';

/** What is behind a pod of the test cluster. */
export interface PodBackend {
  /** Where a port-forward to a port leads; a port that is not there is refused. */
  readonly ports?: Readonly<Record<number, DialTarget>> | ((port: number) => DialTarget | Promise<Duplex> | undefined);
  /**
   * Where the pod's own address leads, as the proxy subresource dials it. Left out, nothing listens there: Envoy's admin port is on
   * the loopback only.
   */
  readonly addressPorts?: Readonly<Record<number, DialTarget>> | ((port: number) => DialTarget | undefined);
  /** What an exec does. What it is not for, and what no handler is there for, is run in the `place`. */
  readonly exec?: ExecHandler;
  /** Where an exec's command, and the command of an ephemeral container, is really run. */
  readonly place?: Place;
  /** Logs by container, as text. */
  readonly logs?: Readonly<Record<string, string>> | ((container: string) => string | undefined);
}

/** Where a command runs: what is put before it, as `['nsenter', '--net=/run/netns/x', '--']`. */
export interface Place {
  readonly prefix: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}
