import type { Libc } from './Libc.js';
import { CLONE_NEWNET, O_CLOEXEC, O_RDONLY } from './linux.js';
import { checked } from './SystemCallError.js';

/** Holds the network namespace of the calling thread: it lives as long as the descriptor is open. The caller closes it. */
function currentNamespace(libc: Libc): number {
  return checked(libc, libc.open('/proc/thread-self/ns/net', O_RDONLY | O_CLOEXEC), 'open(/proc/thread-self/ns/net)');
}

/**
 * A fresh network namespace, without a name: gone when its descriptor, its sockets and its processes are. The thread stays
 * where it is. Needs CAP_SYS_ADMIN.
 */
export function newNamespace(libc: Libc): number {
  const home = currentNamespace(libc);
  try {
    checked(libc, libc.unshare(CLONE_NEWNET), 'unshare(CLONE_NEWNET)');
    const made = currentNamespace(libc);
    checked(libc, libc.setns(home, CLONE_NEWNET), 'setns');
    return made;
  } finally {
    libc.close(home);
  }
}

/**
 * Runs `use` with the calling thread in another network namespace, and comes back. Sockets that it opens stay there for good,
 * and so do processes that it spawns synchronously. It may not wait: other code of the thread would run in that namespace.
 */
export function inNamespace<T>(libc: Libc, namespace: number, use: () => T): T {
  const home = currentNamespace(libc);
  try {
    checked(libc, libc.setns(namespace, CLONE_NEWNET), 'setns');
    try {
      return use();
    } finally {
      checked(libc, libc.setns(home, CLONE_NEWNET), 'setns');
    }
  } finally {
    libc.close(home);
  }
}
