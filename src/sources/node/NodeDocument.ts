/** Raised when a reader of the old form would misread a new document. */
export const DOCUMENT_VERSION = 1;

/** Rules of one back end and family, as far as they could be looked at. */
export interface BackendState {
  /** `nft`: iptables-nft's tables; `nftables`: those that iptables did not make. */
  readonly backend: 'nft' | 'legacy' | 'nftables';
  readonly family: 'ip' | 'ip6' | 'any';
  /** Of those looked at, only `rules` are in force; `tables` are there, and empty. */
  readonly state: 'rules' | 'tables' | 'none' | 'unreadable';
  /** The names of the tables; with their family for `nftables`. */
  readonly tables: readonly string[];
  /** Of `unreadable`: what kept them from being read. */
  readonly why?: string;
}

/** A file of the snapshot's layout, below `pods/NAMESPACE/NAME/` or `nodes/NAME/`. */
export type DocumentFile = {
  readonly name: string;
  /** The command that printed it. */
  readonly source: string;
} & (
  | { readonly text: string }
  /** Of bytes that are no UTF-8. */
  | { readonly base64: string }
  | { readonly error: string }
);

/** What `hopctl node collect` prints: what one network namespace held. */
export interface NodeDocument {
  readonly schemaVersion: number;
  readonly kind: 'NodeCollection';
  /** RFC 3339. */
  readonly createdAt: string;
  /** What wrote it: `hopctl 0.1.0`. */
  readonly tool: string;
  /** Whose it is: `container 0123…`, `the node`. */
  readonly of: string;
  /** `pid`, `container`, `netns` (its inode), `node-netns`, `kernel`. */
  readonly facts: Readonly<Record<string, string>>;
  readonly backends: readonly BackendState[];
  /** What to know of the files: what was complained about when they were read. */
  readonly notes: readonly string[];
  readonly files: readonly DocumentFile[];
}
