import type { Pod } from '../../kube/objects/Pod.js';
import type { Subject } from '../../facts/snapshot/layout.js';
import { holdSignals, type HeldSignals } from '../../lab/up/holdSignals.js';
import { collectedFiles, type CollectedFile } from '../../sources/node/collectedFiles.js';
import { documentOf } from '../../sources/node/documentOf.js';
import type { NodeCluster } from './NodeCluster.js';
import type { NodeOptions } from './NodeOptions.js';
import { nodeSubject, podSubject, type NodeSubject } from './NodeSubject.js';
import { openReader } from './openReader.js';
import type { NodeReader } from './ways/NodeReader.js';

/**
 * Reads network namespaces of a cluster's pods and nodes, with one reader a node for all of its pods. While one is open, SIGINT, SIGTERM and SIGHUP
 * close it before they end the process; whoever made a `NodeReaders` closes it in a `finally`.
 */
export class NodeReaders {
  readonly #cluster: NodeCluster;
  readonly #options: NodeOptions;
  readonly #stop = new AbortController();
  /** By node. */
  readonly #shared = new Map<string, Promise<NodeReader>>();
  readonly #open = new Set<Promise<NodeReader>>();
  #held: HeldSignals | undefined;
  #closing: Promise<void> | undefined;

  constructor(cluster: NodeCluster, options: NodeOptions) {
    this.#cluster = cluster;
    const signals = [this.#stop.signal, ...(options.signal === undefined ? [] : [options.signal])];
    this.#options = { ...options, signal: AbortSignal.any(signals) };
  }

  /** The files of a pod's network namespace. What keeps them all from being read is a `UserError` (exit 5) or a `KubeApiError`. */
  async collectPod(pod: Pod): Promise<readonly CollectedFile[]> {
    return this.#collect(podSubject(pod), { kind: 'pod', namespace: pod.namespace, name: pod.name });
  }

  /** The files of a node's own network namespace. */
  async collectNode(name: string): Promise<readonly CollectedFile[]> {
    return this.#collect(nodeSubject(name), { kind: 'node', name });
  }

  /** Ends what is being read, and removes what was made for it. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #collect(
    subject: NodeSubject,
    of: Exclude<Subject, { readonly kind: 'cluster' }>,
  ): Promise<readonly CollectedFile[]> {
    const { tool, now, signal } = this.#options;
    const reader = await this.#readerFor(subject);
    const report = await reader.read(subject.target, signal);
    const document = documentOf(report, { now: now(), tool, of: subject.label });
    return collectedFiles(document, of, reader.via);
  }

  async #readerFor(subject: NodeSubject): Promise<NodeReader> {
    const shared = this.#shared.get(subject.nodeName);
    const reader = shared === undefined ? undefined : await shared.catch(() => undefined);
    if (reader?.isShared === true) return reader;
    this.#options.signal?.throwIfAborted();
    this.#holdSignals();
    const opening = openReader(this.#cluster, subject, this.#options);
    this.#shared.set(subject.nodeName, opening);
    this.#open.add(opening);
    return opening;
  }

  #holdSignals(): void {
    if (this.#held !== undefined) return;
    this.#held = holdSignals(['SIGINT', 'SIGTERM', 'SIGHUP']);
    this.#held.signal.addEventListener('abort', () => void this.close(), { once: true });
  }

  async #closeAll(): Promise<void> {
    this.#stop.abort(new Error('no more is read'));
    const opened = await Promise.allSettled(this.#open);
    await Promise.all(opened.map(async (one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    await this.#held?.release();
  }
}
