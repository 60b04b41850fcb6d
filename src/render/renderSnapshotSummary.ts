import type { SnapshotSummary, WorkloadSummary } from '../app/snapshot/showSnapshot.js';
import type { EvidenceKind } from '../facts/snapshot/layout.js';
import type { Palette } from '../text/Palette.js';
import { safeText } from '../text/safeText.js';
import { drawTable } from './drawTable.js';
import { formatAge } from './formatAge.js';

/** Kinds that have a column of their own. */
const COLUMNS: readonly (readonly [string, readonly EvidenceKind[]])[] = [
  ['DUMP', ['config_dump']],
  ['CLUSTERS', ['clusters']],
  ['RULES', ['iptables-save', 'nft']],
];

const NETNS_KINDS: readonly EvidenceKind[] = ['sockets', 'addresses', 'routes', 'ip-rules', 'sysctls'];

/** What a snapshot holds, for a person: a heading, a table of its pods, its nodes, and how many objects of each kind. */
export function renderSnapshotSummary(summary: SnapshotSummary, now: Date, palette: Palette): string {
  const { name, createdAt, tool, workloads, nodes, objects, dnsNames } = summary;
  const by = tool === undefined ? '' : ` by ${safeText(tool)}`;
  const when = createdAt === undefined ? '' : `: created ${safeText(createdAt)}${by}, ${formatAge(createdAt, now)} ago`;
  const kinds = objects.map(({ kind, count }) => `${count} ${safeText(kind)}`).join(', ');
  return [
    `${palette.heading(safeText(name))}${when}\n`,
    workloads.length === 0 ? 'no pod was captured\n' : drawWorkloads(workloads, now, palette),
    ...nodes.map((node) => `node ${safeText(node.name)}: ${node.captured.join(', ')}\n`),
    kinds === '' ? '' : `objects: ${kinds}\n`,
    dnsNames === 0 ? '' : `names with recorded addresses: ${dnsNames}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function drawWorkloads(workloads: readonly WorkloadSummary[], now: Date, palette: Palette): string {
  const head = ['NAMESPACE', 'POD', 'ISTIO', 'ENVOY', ...COLUMNS.map(([title]) => title), 'NETNS', 'AGE'];
  const rows = workloads.map((workload) => [
    workload.namespace,
    workload.name,
    workload.istioVersion ?? '-',
    workload.envoyVersion ?? '-',
    ...COLUMNS.map(([, kinds]) => (kinds.some((kind) => workload.captured.includes(kind)) ? 'yes' : '-')),
    NETNS_KINDS.filter((kind) => workload.captured.includes(kind)).join(',') || '-',
    workload.capturedAt === undefined ? '-' : formatAge(workload.capturedAt, now),
  ]);
  return drawTable(head, rows, (cell, row) =>
    row < 0 ? palette.heading(cell) : cell === '-' ? palette.faint(cell) : cell,
  );
}
