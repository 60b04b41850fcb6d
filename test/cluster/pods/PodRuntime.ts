import type { Duplex } from 'node:stream';
import { nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import type { ExecCall } from '../streams/ExecStreams.js';
import { dial, refused } from './dial.js';
import type { PodBackend } from './PodBackend.js';
import { runIn, type Running } from './runIn.js';

/** Backends by `namespace/name`, or a function that knows them. */
export type Backends = Readonly<Record<string, PodBackend>> | ((pod: KubeObject) => PodBackend | undefined);

/** What the pods of the cluster really do. */
export class PodRuntime {
  private readonly set = new Map<string, PodBackend>();
  private readonly commands = new Map<string, Set<Running>>();

  constructor(private readonly backends: Backends) {}

  /** From now on this is behind a pod, `namespace/name`. */
  back(pod: string, backend: PodBackend): void {
    this.set.set(pod, backend);
  }

  /** What is behind a pod. */
  backendOf(pod: KubeObject): PodBackend {
    const key = keyOf(pod);
    const known = typeof this.backends === 'function' ? this.backends(pod) : this.backends[key];
    return this.set.get(key) ?? known ?? {};
  }

  /** Connects to a port of a pod. */
  async connect(pod: KubeObject, port: number): Promise<Duplex> {
    const { ports = {} } = this.backendOf(pod);
    const target = typeof ports === 'function' ? ports(port) : ports[port];
    if (target === undefined) throw new Error(refused(port));
    return target instanceof Promise || !isTarget(target) ? target : dial(target);
  }

  /** Runs a command in a pod; gives its exit code. */
  async exec(pod: KubeObject, call: ExecCall): Promise<number> {
    const backend = this.backendOf(pod);
    const handled = backend.exec?.(call);
    if (handled !== undefined) return handled;
    const { place } = backend;
    if (place === undefined)
      throw new Error(
        `OCI runtime exec failed: exec failed: unable to start container process: exec: "${call.argv[0] ?? ''}": executable file not found in $PATH`,
      );
    const running = runIn(place, call.argv, call, call.tty);
    const all = this.commands.get(keyOf(pod)) ?? new Set();
    this.commands.set(keyOf(pod), all.add(running));
    try {
      return await running.ended;
    } finally {
      all.delete(running);
    }
  }

  /** Ends whatever runs. */
  async close(): Promise<void> {
    const all = [...this.commands.values()].flatMap((commands) => [...commands]);
    for (const running of all) running.kill('SIGKILL');
    await Promise.all(all.map(({ ended }) => ended));
  }
}

function isTarget(target: object): target is Parameters<typeof dial>[0] {
  return 'port' in target || 'path' in target;
}

function keyOf(pod: KubeObject): string {
  return `${namespaceOf(pod)}/${nameOf(pod)}`;
}
