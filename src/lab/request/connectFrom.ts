import { parseIp } from '../../net/IpAddress.js';
import type { Libc } from '../../proxy/sys/Libc.js';
import { O_CLOEXEC, O_RDONLY } from '../../proxy/sys/linux.js';
import { inNamespace } from '../../proxy/sys/networkNamespace.js';
import { openConnection } from '../../proxy/sys/openSocket.js';
import { asOwner } from '../../proxy/sys/socketOwner.js';
import { checked } from '../../proxy/sys/SystemCallError.js';
import type { Dial } from './Dial.js';

/** Where `ip netns` keeps the names of network namespaces. */
const NETNS_FOLDER = '/run/netns';

/**
 * The socket of a connection that a process of the dial's ids opens in a network namespace: the kernel sees no other. It is under way;
 * throws a `SystemCallError` when the kernel refuses at once. The caller closes it.
 */
export function connectFrom(libc: Libc, netns: string, dial: Dial): number {
  const namespace = checked(libc, libc.open(`${NETNS_FOLDER}/${netns}`, O_RDONLY | O_CLOEXEC), `open(${netns})`);
  try {
    const { uid, gid, mark, sourcePort, to } = dial;
    const any = parseIp(to.ip.family === 4 ? '0.0.0.0' : '::');
    const source = sourcePort === 0 || any === undefined ? {} : { source: { ip: any, port: sourcePort } };
    return inNamespace(libc, namespace, () =>
      asOwner(libc, { uid, gid, groups: [gid] }, () => openConnection(libc, to, { mark, ...source })),
    );
  } finally {
    libc.close(namespace);
  }
}
