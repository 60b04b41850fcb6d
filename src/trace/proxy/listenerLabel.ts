import { addressLabel } from '../../envoy/cluster/UpstreamHost.js';
import type { Listener } from '../../envoy/model/Listener.js';

/** What to call a listener: its name, or its address where it has none, as static ones may. */
export function listenerLabel({ name, addresses: [address] }: Listener): string {
  if (name !== '') return name;
  return address === undefined ? 'without a name' : addressLabel(address);
}
