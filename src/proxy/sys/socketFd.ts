/**
 * The descriptor under a stream or server of Node.js (`net.Socket`, `net.Server`), which keeps it on its handle without
 * documenting it. `undefined`: it has none, or not any more.
 */
export function socketFd(socket: object): number | undefined {
  const handle = '_handle' in socket ? socket._handle : undefined;
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return undefined;
  return typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined;
}
