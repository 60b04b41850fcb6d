import { unmapV4 } from '../../net/IpAddress.js';
import { formatSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import type { Decision } from '../../logic/Decision.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { Listener } from '../model/Listener.js';

/**
 * The listener whose socket accepts a connection at this local address: bound to exactly it, else to the wildcard of its
 * port (the kernel's choice). Listeners with `bind_to_port: false` have no socket. `no` means that this proxy does not
 * listen there; `unknown` that the dump has no listeners section.
 */
export function acceptingListener(config: EnvoyConfig, local: SocketAddress): Decision<Listener> {
  for (const key of listenKeys(local)) {
    const found = config.listenerAt(key);
    if (found.kind === 'section_missing') {
      return { truth: 'unknown', because: [], skipped: [], unknown: 'the dump has no listeners' };
    }
    if (found.kind === 'ambiguous') {
      const unknown = `which listener is at ${key}: ${found.notes.join(', ')}`;
      return { truth: 'unknown', because: [], skipped: [], unknown };
    }
    if (found.kind !== 'found' || !found.value.bindToPort) continue;
    const because = [{ name: 'address', expected: key, got: formatSocketAddress(local), truth: 'yes' as const }];
    return { truth: 'yes', value: found.value, at: found.at, because, skipped: [] };
  }
  return { truth: 'no', because: [], skipped: [] };
}

/** The keys under which the connection handler looks for an address: itself, then the wildcard of its family. */
export function listenKeys(local: SocketAddress): readonly string[] {
  const ip = unmapV4(local.ip);
  const wildcard = ip.family === 4 ? `0.0.0.0:${local.port}` : `[::]:${local.port}`;
  return [formatSocketAddress({ ip, port: local.port }), wildcard];
}
