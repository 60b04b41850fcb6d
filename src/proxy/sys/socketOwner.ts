import { arch } from 'node:process';
import type { Libc } from './Libc.js';
import { checked } from './SystemCallError.js';

/** Numbers of calls that libc's own wrappers would do for all threads. */
const CALLS = {
  x64: { setgroups: 116, setfsuid: 122, setfsgid: 123 },
  arm64: { setgroups: 159, setfsuid: 151, setfsgid: 152 },
} as const;

/** Who shall own a socket. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups?: readonly number[];
}

/**
 * Runs `use` with the calling thread's fsuid, fsgid and supplementary groups set, and back to root's: sockets that it opens or
 * accepts are owned by `owner`, as the owner match, `meta skuid` and `ip rule uidrange` see it, while the thread keeps its
 * capabilities of the network. It may not wait. Needs root.
 */
export function asOwner<T>(libc: Libc, owner: Owner, use: () => T): T {
  const { setgroups, setfsuid, setfsgid } = arch === 'arm64' ? CALLS.arm64 : CALLS.x64;
  const setGroups = (groups: readonly number[]): void => {
    const bytes = new Uint8Array(Uint32Array.from(groups).buffer);
    checked(libc, libc.syscallBytes(setgroups, groups.length, bytes), 'setgroups');
  };
  const { uid, gid, groups } = owner;
  const before = groups === undefined ? undefined : (process.getgroups?.() ?? []);
  try {
    if (groups !== undefined) setGroups(groups);
    if (gid !== 0) libc.syscall(setfsgid, gid | 0, 0, 0);
    if (uid !== 0) libc.syscall(setfsuid, uid | 0, 0, 0);
    return use();
  } finally {
    if (uid !== 0) libc.syscall(setfsuid, 0, 0, 0);
    if (gid !== 0) libc.syscall(setfsgid, 0, 0, 0);
    if (before !== undefined) setGroups(before);
  }
}
