import type { Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';

/**
 * Whether a cluster turns a request away for maintenance: runtime says of how many in a hundred (router.cc `continueDecodeHeaders`,
 * flag UO). Asked once the cluster is found, before overload and hosts; a tcp_proxy does not ask.
 */
export function inMaintenance({ name, maintenancePercent = 0 }: Cluster, choose: Choose): boolean {
  if (maintenancePercent <= 0) return false;
  if (maintenancePercent >= 100) return true;
  return choose({
    name: 'maintenance_mode',
    about: `upstream.maintenance_mode.${name}`,
    branches: [
      { label: 'maintenance', probability: maintenancePercent / 100, value: true },
      { label: 'pass', probability: 1 - maintenancePercent / 100, value: false },
    ],
  }).value;
}
