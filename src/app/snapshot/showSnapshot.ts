import type { Facts } from '../../facts/Facts.js';
import { MANIFEST_PATH, readManifest, type Manifest } from '../../facts/snapshot/Manifest.js';
import type { EvidenceKind } from '../../facts/snapshot/layout.js';
import { readSnapshot, type Report } from '../../facts/snapshot/readSnapshot.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { parseJson } from '../../text/json/parseJson.js';
import type { UserError } from '../../text/UserError.js';
import { findFaults } from '../findFaults.js';
import { openSnapshot } from '../openSnapshot.js';
import { proxyVersion, type ProxyVersion } from '../proxyVersion.js';

/** What a snapshot holds. */
export interface SnapshotSummary {
  readonly name: string;
  /** From the manifest; absent without one. */
  readonly createdAt?: string;
  readonly tool?: string;
  readonly workloads: readonly WorkloadSummary[];
  readonly nodes: readonly { readonly name: string; readonly captured: readonly EvidenceKind[] }[];
  /** How many objects of each kind, by kind. */
  readonly objects: readonly { readonly kind: string; readonly count: number }[];
  /** Names with a recorded answer. */
  readonly dnsNames: number;
}

/** A pod of which something was captured. */
export interface WorkloadSummary extends ProxyVersion {
  readonly namespace: string;
  readonly name: string;
  readonly captured: readonly EvidenceKind[];
  /** When the first of it was captured. */
  readonly capturedAt?: string;
  /** What was to be captured and was not. */
  readonly missing: readonly { readonly path: string; readonly why: string }[];
}

/** A summary, and what in the snapshot cannot be read. */
export interface ShownSnapshot {
  readonly summary: SnapshotSummary;
  readonly faults: readonly UserError[];
}

/** What a snapshot holds. Everything in it is read; what is broken is in `faults`, what is odd is reported. */
export async function showSnapshot(path: string, report: Report): Promise<ShownSnapshot> {
  const files = await openSnapshot(path);
  const facts = readSnapshot(files, report);
  const manifest = files.paths.includes(MANIFEST_PATH)
    ? readManifest(parseJson(files.read(MANIFEST_PATH), files.sourceOf(MANIFEST_PATH).path))
    : undefined;
  const faults = findFaults(facts);
  return { summary: summarise(files.name, facts, manifest, faults.length === 0), faults };
}

function summarise(name: string, facts: Facts, manifest: Manifest | undefined, sound: boolean): SnapshotSummary {
  const times = new Map<string, string>();
  for (const { of, at } of manifest?.items ?? []) {
    const known = times.get(of);
    if (known === undefined || at < known) times.set(of, at);
  }
  return {
    name,
    ...(manifest ? { createdAt: manifest.createdAt, tool: manifest.tool } : {}),
    workloads: facts.workloads.map((workload) =>
      summariseWorkload(workload, times.get(`pod/${workload.namespace}/${workload.name}`), sound),
    ),
    nodes: facts.nodes.map((node) => ({ name: node.name, captured: [...node.captured] })),
    objects: sound ? countKinds(facts) : [],
    dnsNames: sound ? facts.dns().size : 0,
  };
}

function summariseWorkload(workload: WorkloadFacts, at: string | undefined, sound: boolean): WorkloadSummary {
  const { namespace, name, captured, missing, proxy } = workload;
  return {
    namespace,
    name,
    captured: [...captured],
    ...(at === undefined ? {} : { capturedAt: at }),
    ...(sound && proxy ? proxyVersion(proxy) : {}),
    missing: missing.map(({ path, why }) => ({ path, why })),
  };
}

function countKinds(facts: Facts): SnapshotSummary['objects'] {
  const counts = new Map<string, number>();
  for (const { kind } of facts.objects().all()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
