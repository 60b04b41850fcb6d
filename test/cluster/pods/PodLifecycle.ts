import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, listAt, mapAt, textAt } from '../objects/json.js';
import { nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import type { ClusterState, StateEvent } from '../state/ClusterState.js';
import type { Clock } from '../state/Clock.js';
import { endedStatus, runningStatus, waitingStatus } from './containerStatus.js';
import type { PodFate } from './PodFate.js';
import type { PodRuntime } from './PodRuntime.js';

const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

/** What becomes of pods that clients create: a node is found, containers start, deadlines pass, deletion takes its time. */
export class PodLifecycle {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly ends: readonly (() => void)[];

  constructor(
    private readonly state: ClusterState,
    private readonly clock: Clock,
    private readonly runtime: PodRuntime,
    private readonly fateOf: (pod: KubeObject) => PodFate,
  ) {
    this.ends = [state.listen((event) => this.hear(event)), clock.onMoved(() => this.lookAtDeadlines())];
    this.lookAtDeadlines();
  }

  /** Begins the life of a pod that was just created. */
  begin(pod: KubeObject): void {
    const fate = this.fateOf(pod);
    if (fate.kind === 'pending') {
      this.setStatus(pod, {
        phase: 'Pending',
        conditions: [
          condition('PodScheduled', false, this.clock, {
            reason: 'Unschedulable',
            message: fate.message ?? '0/1 nodes are available: 1 node(s) had untolerated taint {a: b}.',
          }),
        ],
      });
      return;
    }
    const nodeName = textAt(pod, 'spec', 'nodeName') || this.chooseNode(pod);
    const placed = this.state.put({ ...pod, spec: { ...mapAt(pod, 'spec'), nodeName } });
    setImmediate(() => this.start(placed, fate));
  }

  /** Starts ephemeral containers that have come to a pod. */
  startEphemeral(pod: KubeObject, containers: readonly JsonValue[]): void {
    const runs = this.runtime.backendOf(pod).place !== undefined || this.runtime.pidsOf(keyOf(pod)).length > 0;
    const at = this.clock.timestamp();
    const statuses = containers.map((one) => runningStatus(one, at));
    this.setStatus(pod, {
      ephemeralContainerStatuses: [...listAt(pod, 'status', 'ephemeralContainerStatuses'), ...statuses],
    });
    if (runs) for (const one of containers) this.run(pod, one, 'ephemeralContainerStatuses');
  }

  /** Ends a pod after a delete; it goes when all of it has ended. */
  async end(pod: KubeObject, grace: number): Promise<void> {
    await this.runtime.stop(pod, grace);
    const now = this.current(pod);
    if (now !== undefined) this.state.remove('pods', namespaceOf(now), nameOf(now));
    this.runtime.forget(pod);
  }

  /** Waits for nothing any more. */
  close(): void {
    for (const end of this.ends) end();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private start(pod: KubeObject, fate: Exclude<PodFate, { kind: 'pending' }>): void {
    if (this.current(pod) === undefined) return;
    const startTime = this.clock.timestamp();
    const containers = listAt(pod, 'spec', 'containers');
    const waits = fate.kind === 'waiting';
    const ready = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) =>
      condition(type, !waits || type === 'PodScheduled' || type === 'Initialized', this.clock),
    );
    this.setStatus(pod, {
      phase: waits ? 'Pending' : 'Running',
      startTime,
      hostIP: '192.0.2.1',
      podIP: '10.244.0.99',
      podIPs: [{ ip: '10.244.0.99' }],
      conditions: ready,
      containerStatuses: containers.map((one) =>
        waits ? waitingStatus(one, fate.reason, fate.message) : runningStatus(one, startTime),
      ),
    });
    if (fate.kind === 'run') for (const one of containers) this.run(pod, one, 'containerStatuses');
  }

  private run(pod: KubeObject, container: JsonValue, field: string): void {
    const process = this.runtime.start(pod, container);
    void process.ended.then((code) => this.containerEnded(pod, textAt(container, 'name'), field, code));
  }

  private containerEnded(pod: KubeObject, name: string, field: string, code: number): void {
    const now = this.current(pod);
    if (now === undefined || textAt(now, 'status', 'reason') === 'DeadlineExceeded') return;
    const statuses = listAt(now, 'status', field).map((one) =>
      textAt(one, 'name') === name ? endedStatus(one, code, this.clock.timestamp()) : one,
    );
    const codes = statuses.map((one) => at(one, 'state', 'terminated', 'exitCode'));
    const over = field === 'containerStatuses' && codes.every((one) => one !== undefined);
    this.setStatus(now, {
      [field]: statuses,
      ...(over ? { phase: codes.every((one) => one === 0) ? 'Succeeded' : 'Failed' } : {}),
    });
  }

  private hear({ kind, type, object }: StateEvent): void {
    if (type.plural !== 'pods' || type.group !== '') return;
    const key = keyOf(object);
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (kind !== 'DELETED') this.watchDeadline(object);
  }

  private lookAtDeadlines(): void {
    for (const pod of this.state.list('pods')) this.watchDeadline(pod);
  }

  private watchDeadline(pod: KubeObject): void {
    const seconds = at(pod, 'spec', 'activeDeadlineSeconds');
    const start = Date.parse(textAt(pod, 'status', 'startTime'));
    const phase = textAt(pod, 'status', 'phase');
    if (typeof seconds !== 'number' || Number.isNaN(start) || phase === 'Failed' || phase === 'Succeeded') return;
    const left = start + seconds * 1000 - this.clock.now();
    clearTimeout(this.timers.get(keyOf(pod)));
    if (left <= 0) this.exceed(pod);
    else this.timers.set(keyOf(pod), setTimeout(() => this.watchDeadline(pod), Math.min(left, 0x7fff_ffff)).unref());
  }

  private exceed(pod: KubeObject): void {
    const at = this.clock.timestamp();
    this.setStatus(pod, {
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      message: DEADLINE_MESSAGE,
      conditions: [condition('Ready', false, this.clock, { reason: 'PodFailed' })],
      containerStatuses: listAt(pod, 'status', 'containerStatuses').map((one) => endedStatus(one, 137, at)),
    });
    void this.runtime.stop(pod, 0);
  }

  private setStatus(pod: KubeObject, status: JsonObject): void {
    const now = this.current(pod);
    if (now !== undefined) this.state.put({ ...now, status: { ...mapAt(now, 'status'), ...status } });
  }

  /** The pod as it is now, unless it has gone and another has taken its name. */
  private current(pod: KubeObject): KubeObject | undefined {
    const now = this.state.get('pods', namespaceOf(pod), nameOf(pod));
    return now !== undefined && textAt(now, 'metadata', 'uid') === textAt(pod, 'metadata', 'uid') ? now : undefined;
  }

  private chooseNode(pod: KubeObject): string {
    const wanted = textAt(pod, 'spec', 'nodeSelector', 'kubernetes.io/hostname');
    const [first] = this.state.list('nodes');
    return wanted || (first === undefined ? 'node-a' : nameOf(first));
  }
}

function condition(type: string, holds: boolean, clock: Clock, more: JsonObject = {}): JsonObject {
  return {
    type,
    status: holds ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: clock.timestamp(),
    ...more,
  };
}

function keyOf(pod: KubeObject): string {
  return `${namespaceOf(pod)}/${nameOf(pod)}`;
}
