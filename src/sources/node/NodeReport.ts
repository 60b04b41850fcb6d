/** A file that the script read. */
export interface ReportFile {
  /** The script's word for it: `iptables-save.nft.v4`. */
  readonly name: string;
  /** What printed it. */
  readonly command: string;
  readonly bytes: Uint8Array;
  /** What the command wrote to stderr. */
  readonly complaints: readonly string[];
  /** Of the command: 0 when it did what it should. */
  readonly status: number;
}

/** A file that there is not. */
export interface ReportGap {
  readonly name: string;
  /** `absent`: there is nothing of the kind in the network namespace. `unreadable`: there may be. */
  readonly kind: 'absent' | 'unreadable';
  readonly why: string;
}

/** What the script printed, taken apart. */
export interface NodeReport {
  /** `pid`, `container`, `netns`, `node-netns`, `kernel`. */
  readonly facts: ReadonlyMap<string, string>;
  readonly files: readonly ReportFile[];
  readonly gaps: readonly ReportGap[];
}
