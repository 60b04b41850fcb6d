import { listenKeys } from '../../envoy/listener/acceptingListener.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Listener } from '../../envoy/model/Listener.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** What the dump says about a listener besides the one that serves: a version that warms, drains or was rejected, a second of its address. */
export function listenerNotes(config: EnvoyConfig, listener: Listener, local: SocketAddress): readonly string[] {
  for (const key of listenKeys(local)) {
    const found = config.listenerAt(key);
    if (found.kind === 'found' && found.value === listener) return found.notes;
  }
  return [];
}
