import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Endpoint, LoadAssignment } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readAddress } from './readAddress.js';
import { readFractionalPercent } from './readFractionalPercent.js';
import { readLocalityEndpoints } from './readLocalityEndpoints.js';

// How long an assignment is good for; `disable_overprovisioning` was never implemented.
const HARMLESS_POLICY = fieldNames('endpoint_stale_after', 'disable_overprovisioning');

/** `config.endpoint.v3.ClusterLoadAssignment`. */
export function parseLoadAssignment(value: JsonValue, at: string): LoadAssignment {
  const message = new Message(value, at);
  const policy = message.message('policy')?.ignore(HARMLESS_POLICY);
  return {
    at,
    clusterName: message.string('cluster_name'),
    localities: message.messages('endpoints').map(readLocalityEndpoints),
    overprovisioningFactor: policy?.number('overprovisioning_factor') ?? 140,
    dropOverloads: policy?.messages('drop_overloads').map(readDropOverload) ?? [],
    unsupported: message.unread(),
  };
}

/** `ClusterLoadAssignment.Policy.DropOverload`. */
function readDropOverload(drop: Message): LoadAssignment['dropOverloads'][number] {
  const message = drop.message('drop_percentage');
  const percentage = message && readFractionalPercent(message);
  const fraction = percentage ? percentage.numerator / percentage.denominator : 0;
  return { category: drop.string('category'), fraction };
}

/** v2's `hosts` of a cluster as an assignment of one locality; `undefined` when there are none. */
export function readHosts(cluster: Message): LoadAssignment | undefined {
  const hosts = cluster.messages('hosts').map(readHost);
  if (hosts.length === 0) return undefined;
  const at = cluster.pointer('hosts');
  const endpoints = hosts.filter((host) => host !== undefined);
  const locality = { region: '', zone: '', subZone: '' };
  return {
    at,
    clusterName: cluster.string('name'),
    localities: [{ at, locality, priority: 0, weight: 0, metadata: {}, endpoints }],
    overprovisioningFactor: 140,
    dropOverloads: [],
    unsupported: endpoints.length < hosts.length ? ['hosts'] : [],
  };
}

/** `envoy.api.v2.core.Address`. */
function readHost(host: Message): Endpoint | undefined {
  const address = readAddress(host);
  if (address === undefined) return undefined;
  const { at } = host;
  return { at, address, additionalAddresses: [], hostname: '', healthStatus: 'UNKNOWN', weight: 1, metadata: {} };
}
