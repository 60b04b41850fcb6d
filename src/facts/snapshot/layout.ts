/** What a file of a snapshot holds. */
export type EvidenceKind =
  | 'objects'
  | 'dns'
  | 'config_dump'
  | 'clusters'
  | 'server_info'
  | 'listeners'
  | 'iptables-save'
  | 'nft'
  | 'sockets'
  | 'addresses'
  | 'routes'
  | 'ip-rules'
  | 'sysctls';

/** What evidence is about. */
export type Subject =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** What a file of the layout is. */
export interface SnapshotEntry {
  readonly kind: EvidenceKind;
  readonly subject: Subject;
}

/** Files of a pod's proxy. */
const PROXY_FILES: Readonly<Record<string, EvidenceKind>> = {
  'config_dump.json': 'config_dump',
  'clusters.json': 'clusters',
  'server_info.json': 'server_info',
  'listeners.json': 'listeners',
};

/** Files of a network namespace, a pod's or a node's. */
const NETNS_FILES: Readonly<Record<string, EvidenceKind>> = {
  'iptables-save.txt': 'iptables-save',
  'ip6tables-save.txt': 'iptables-save',
  'iptables-save.nft.v4.txt': 'iptables-save',
  'iptables-save.nft.v6.txt': 'iptables-save',
  'iptables-save.legacy.v4.txt': 'iptables-save',
  'iptables-save.legacy.v6.txt': 'iptables-save',
  'nft.json': 'nft',
  'nft.txt': 'nft',
  'sockets.txt': 'sockets',
  'tcp.txt': 'sockets',
  'tcp6.txt': 'sockets',
  'udp.txt': 'sockets',
  'udp6.txt': 'sockets',
  'addresses.json': 'addresses',
  'addresses.txt': 'addresses',
  'routes.json': 'routes',
  'routes.txt': 'routes',
  'routes.v6.json': 'routes',
  'routes.v6.txt': 'routes',
  'ip-rules.json': 'ip-rules',
  'ip-rules.txt': 'ip-rules',
  'ip-rules.v6.json': 'ip-rules',
  'ip-rules.v6.txt': 'ip-rules',
  'sysctls.txt': 'sysctls',
};

/** What the file at `path` (from the snapshot's root, with `/`) is, or `undefined` if it is none of the layout's. */
export function entryAt(path: string): SnapshotEntry | undefined {
  const parts = path.split('/');
  const [top, first = '', second = '', file] = parts;
  if (path === 'dns.txt') return { kind: 'dns', subject: { kind: 'cluster' } };
  if (top === 'objects' && /\.(?:ya?ml|json)$/.test(path)) return { kind: 'objects', subject: { kind: 'cluster' } };
  if (top === 'pods' && parts.length === 4 && file !== undefined) {
    const kind = lookup(PROXY_FILES, file) ?? lookup(NETNS_FILES, file);
    return kind && { kind, subject: { kind: 'pod', namespace: first, name: second } };
  }
  if (top === 'nodes' && parts.length === 3) {
    const kind = lookup(NETNS_FILES, second);
    return kind && { kind, subject: { kind: 'node', name: first } };
  }
  return undefined;
}

/** `cluster`, `pod/NS/NAME`, `node/NAME`: a manifest's `of`. */
export function formatSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'cluster':
      return 'cluster';
    case 'pod':
      return `pod/${subject.namespace}/${subject.name}`;
    case 'node':
      return `node/${subject.name}`;
  }
}

function lookup(files: Readonly<Record<string, EvidenceKind>>, name: string): EvidenceKind | undefined {
  return Object.hasOwn(files, name) ? files[name] : undefined;
}
