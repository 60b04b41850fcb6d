/**
 * Who owns the sending socket. The kernel asks the socket's file for its credentials (`fsuid`, `fsgid` when it was created or
 * accepted), not the process.
 */
export type SocketOwner =
  | UserOwner
  | OrdinaryOwner
  /** Made by the kernel, or the file is closed: no credentials to compare. */
  | NoOwner;

/** A known user. */
export interface UserOwner {
  readonly kind: 'user';
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups; absent: not known. */
  readonly groups?: readonly number[];
}

/**
 * Some user of whom it is only known who they are not: an owner test that names only ids of `knownNot` does not match,
 * one that names another id is `unknown`.
 */
export interface OrdinaryOwner {
  readonly kind: 'ordinary';
  /** Known although the group is not. */
  readonly uid?: number;
  /** Known although the user is not. */
  readonly gid?: number;
  readonly knownNot: { readonly uids: readonly number[]; readonly gids: readonly number[] };
}

/** No user: made by the kernel, or the socket has no file any more. */
export interface NoOwner {
  readonly kind: 'none';
  /**
   * Whether a socket without a file is there all the same: the kernel's IPv4 resets and ICMP errors have one (the control
   * socket), IPv6 resets and orphaned connections have none. Absent: not known.
   */
  readonly socket?: boolean;
}
