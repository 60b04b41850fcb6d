import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Endpoint, LoadAssignment } from '../model/Cluster.js';
import { fieldNames, NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { parseAddress } from './parseAddress.js';
import { parseFractionalPercent } from './parseFractionalPercent.js';
import { parseLocalityEndpoints } from './parseLocalityEndpoints.js';

// How long an assignment is good for; `disable_overprovisioning` was never implemented.
const HARMLESS_POLICY = fieldNames('endpoint_stale_after', 'disable_overprovisioning');

/** `config.endpoint.v3.ClusterLoadAssignment`. */
export function parseLoadAssignment(value: JsonValue, at: string): LoadAssignment {
  const message = new Message(value, at);
  const policy = message.message('policy') ?? new Message({}, at);
  const localities = message.many('endpoints', parseLocalityEndpoints);
  return {
    at,
    clusterName: message.string('cluster_name'),
    localities: localities.map(({ locality }) => locality),
    overprovisioningFactor: policy.number('overprovisioning_factor') ?? 140,
    dropOverloads: policy.many('drop_overloads', parseDropOverload),
    unsupported: [
      ...message.unread(NO_FIELDS),
      ...policy.unread(HARMLESS_POLICY).map((name) => `policy.${name}`),
      ...new Set(localities.flatMap(({ unsupported }) => unsupported.map((name) => `endpoints.${name}`))),
    ],
  };
}

/** `ClusterLoadAssignment.Policy.DropOverload`. */
function parseDropOverload(value: JsonValue, at: string): LoadAssignment['dropOverloads'][number] {
  const message = new Message(value, at);
  const percentage = message.one('drop_percentage', parseFractionalPercent);
  const fraction = percentage ? percentage.numerator / percentage.denominator : 0;
  return { category: message.string('category'), fraction };
}

/** v2's `hosts` of a cluster as an assignment of one locality; `undefined` when there are none. */
export function readHosts(cluster: Message): LoadAssignment | undefined {
  const hosts = cluster.many('hosts', parseHost);
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
function parseHost(value: JsonValue, at: string): Endpoint | undefined {
  const address = parseAddress(value, at);
  return (
    address && { at, address, additionalAddresses: [], hostname: '', healthStatus: 'UNKNOWN', weight: 1, metadata: {} }
  );
}
