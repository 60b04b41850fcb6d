import type { Duplex } from 'node:stream';
import { listAt, textAt } from '../objects/json.js';
import { nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import type { ExecCall } from '../streams/ExecStreams.js';
import { ContainerProcess } from './ContainerProcess.js';
import { dial, refused } from './dial.js';
import { LogBuffer } from './LogBuffer.js';
import type { Place, PodBackend } from './PodBackend.js';
import { runIn, type Running } from './runIn.js';
import { commandOf, enterPrefix, envOf, privileges, startPrefix } from './sandbox.js';

/** Backends by `namespace/name`, or a function that knows them. */
export type Backends = Readonly<Record<string, PodBackend>> | ((pod: KubeObject) => PodBackend | undefined);

interface LivePod {
  readonly containers: Map<string, ContainerProcess>;
  readonly logs: Map<string, LogBuffer>;
  /** Of execs. */
  readonly commands: Set<Running>;
}

/** What the pods of the cluster really do. */
export class PodRuntime {
  private readonly given = new Map<string, PodBackend>();
  private readonly live = new Map<string, LivePod>();

  constructor(
    private readonly backends: Backends,
    private readonly now: () => number,
  ) {}

  /** From now on this is behind a pod, `namespace/name`. */
  back(pod: string, backend: PodBackend): void {
    this.given.set(pod, backend);
  }

  /** What is behind a pod. */
  backendOf(pod: KubeObject): PodBackend {
    const key = keyOf(pod);
    const known = typeof this.backends === 'function' ? this.backends(pod) : this.backends[key];
    return this.given.get(key) ?? known ?? {};
  }

  /** The processes that containers and execs of a pod (`namespace/name`) have on this machine. */
  pidsOf(pod: string): readonly number[] {
    const live = this.live.get(pod);
    if (live === undefined) return [];
    const children = [...live.containers.values(), ...[...live.commands].map(({ child }) => child)];
    return children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Connects to a port of a pod. */
  async connect(pod: KubeObject, port: number): Promise<Duplex> {
    const { ports = {} } = this.backendOf(pod);
    const target = typeof ports === 'function' ? ports(port) : ports[port];
    if (target === undefined) throw new Error(refused(port));
    return target instanceof Promise ? target : dial(target);
  }

  /** Connects to a port of a pod's own address. */
  async connectAddress(pod: KubeObject, port: number): Promise<Duplex> {
    const { addressPorts = {} } = this.backendOf(pod);
    const target = typeof addressPorts === 'function' ? addressPorts(port) : addressPorts[port];
    if (target === undefined) throw new Error(refused(port));
    return dial(target);
  }

  /** Starts the command of a container, in the pod's place or in a sandbox of its own. */
  start(pod: KubeObject, container: JsonValue): ContainerProcess {
    const name = textAt(container, 'name');
    const { place } = this.backendOf(pod);
    const log = new LogBuffer(this.now);
    const prefix = place === undefined ? startPrefix(pod, container) : [...place.prefix, ...privileges(pod, container)];
    const process = new ContainerProcess(
      { prefix, env: { ...place?.env, ...envOf(container) } },
      commandOf(container),
      {
        stdin: isRecord(container) && container.stdin === true,
        log,
      },
    );
    const live = this.liveOf(pod);
    live.containers.set(name, process);
    live.logs.set(name, log);
    void process.ended.then(() => live.containers.delete(name));
    return process;
  }

  /** Runs a command in a pod; gives its exit code. */
  async exec(pod: KubeObject, call: ExecCall): Promise<number> {
    const handled = this.backendOf(pod).exec?.(call);
    if (handled !== undefined) return handled;
    const running = runIn(this.placeOf(pod, call), call.argv, call, call.tty);
    const { commands } = this.liveOf(pod);
    commands.add(running);
    try {
      return await running.ended;
    } finally {
      commands.delete(running);
    }
  }

  /** Joins the standard streams of a container's process. However that ends, the attaching itself has succeeded: 0. */
  async attach(pod: KubeObject, call: ExecCall): Promise<number> {
    const process = this.live.get(keyOf(pod))?.containers.get(call.container);
    if (process === undefined) throw new Error(`container ${call.container} has no process of its own here`);
    await process.attach(call, call.signal);
    return 0;
  }

  /** What a container wrote; `undefined` where nothing is known of it. */
  logOf(pod: KubeObject, container: string): LogBuffer | undefined {
    const live = this.live.get(keyOf(pod))?.logs.get(container);
    const { logs = {} } = this.backendOf(pod);
    const text = typeof logs === 'function' ? logs(container) : logs[container];
    if (live !== undefined || text === undefined) return live;
    const log = new LogBuffer(this.now);
    log.write(text);
    log.end();
    return log;
  }

  /** Ends all that runs in a pod, and waits for it: first politely, after `grace` milliseconds not. */
  async stop(pod: KubeObject, grace: number): Promise<void> {
    const live = this.live.get(keyOf(pod));
    if (live === undefined) return;
    const all = [...live.containers.values(), ...live.commands];
    for (const one of all) one.kill(grace > 0 ? 'SIGTERM' : 'SIGKILL');
    const timer = setTimeout(() => {
      for (const one of all) one.kill('SIGKILL');
    }, grace);
    await Promise.all(all.map(({ ended }) => ended));
    clearTimeout(timer);
  }

  /** Forgets a pod that has gone. */
  forget(pod: KubeObject): void {
    this.live.delete(keyOf(pod));
  }

  /** Ends whatever runs. */
  async close(): Promise<void> {
    const all = [...this.live.values()].flatMap(({ containers, commands }) => [...containers.values(), ...commands]);
    for (const one of all) one.kill('SIGKILL');
    await Promise.all(all.map(({ ended }) => ended));
  }

  private liveOf(pod: KubeObject): LivePod {
    const key = keyOf(pod);
    const found = this.live.get(key) ?? { containers: new Map(), logs: new Map(), commands: new Set() };
    this.live.set(key, found);
    return found;
  }

  private placeOf(pod: KubeObject, { container, argv }: ExecCall): Place {
    const { place } = this.backendOf(pod);
    if (place !== undefined) return place;
    const pid = this.live.get(keyOf(pod))?.containers.get(container)?.pid;
    if (pid === undefined)
      throw new Error(
        `OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0] ?? ''}": executable file not found in $PATH: unknown`,
      );
    const spec = [...listAt(pod, 'spec', 'containers'), ...listAt(pod, 'spec', 'ephemeralContainers')].find(
      (one) => textAt(one, 'name') === container,
    );
    return { prefix: enterPrefix(pod, spec ?? null, pid), env: envOf(spec ?? null) };
  }
}

function isRecord(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf(pod: KubeObject): string {
  return `${namespaceOf(pod)}/${nameOf(pod)}`;
}
