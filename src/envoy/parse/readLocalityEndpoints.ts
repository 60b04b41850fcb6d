import type { LocalityEndpoints } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';
import { readEndpoint } from './readEndpoint.js';
import { readFilterMetadata } from './readFilterMetadata.js';

// Distance to a locality is for the control plane's eyes.
const HARMLESS = fieldNames('proximity');

/** `config.endpoint.v3.LocalityLbEndpoints`; endpoints that cannot be read are left out and refused. */
export function readLocalityEndpoints(message: Message): LocalityEndpoints {
  const endpoints = message.ignore(HARMLESS).messages('lb_endpoints').map(readEndpoint);
  const read = endpoints.filter((endpoint) => endpoint !== undefined);
  if (read.length < endpoints.length) message.refuse('lb_endpoints');
  return {
    at: message.at,
    locality: readLocality(message),
    priority: message.number('priority') ?? 0,
    weight: message.number('load_balancing_weight') ?? 0,
    metadata: readFilterMetadata(message),
    endpoints: read,
  };
}

/** `core.v3.Locality` in the field `locality`. */
export function readLocality(message: Message): LocalityEndpoints['locality'] {
  const locality = message.message('locality');
  return {
    region: locality?.string('region') ?? '',
    zone: locality?.string('zone') ?? '',
    subZone: locality?.string('sub_zone') ?? '',
  };
}
