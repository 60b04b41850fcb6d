import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Endpoint, LocalityEndpoints } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseEndpoint } from './parseEndpoint.js';
import { readFilterMetadata } from './readFilterMetadata.js';

// Distance to a locality is for the control plane's eyes.
const HARMLESS = fieldNames('proximity');

/** A locality, and what of it could not be read. */
export interface ReadLocality {
  readonly locality: LocalityEndpoints;
  readonly unsupported: readonly string[];
}

/** `config.endpoint.v3.LocalityLbEndpoints`. */
export function parseLocalityEndpoints(value: JsonValue, at: string): ReadLocality {
  const message = new Message(value, at);
  const endpoints = message.many('lb_endpoints', parseEndpoint);
  const read = endpoints.filter((endpoint): endpoint is Endpoint => endpoint !== undefined);
  if (read.length < endpoints.length) message.refuse('lb_endpoints');
  const locality = {
    at,
    locality: readLocality(message),
    priority: message.number('priority') ?? 0,
    weight: message.number('load_balancing_weight') ?? 0,
    metadata: readFilterMetadata(message),
    endpoints: read,
  };
  return { locality, unsupported: message.unread(HARMLESS) };
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
