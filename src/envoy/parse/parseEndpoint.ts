import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Endpoint } from '../model/Cluster.js';
import { Message } from './Message.js';
import { parseAddress } from './parseAddress.js';
import { readFilterMetadata } from './readFilterMetadata.js';

/** `core.v3.HealthStatus`. */
export const HEALTH_STATUS = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED'] as const;

/** `config.endpoint.v3.LbEndpoint`; `undefined` without an address that can be read (a named endpoint). */
export function parseEndpoint(value: JsonValue, at: string): Endpoint | undefined {
  const message = new Message(value, at);
  const endpoint = message.message('endpoint');
  const address = endpoint?.one('address', parseAddress);
  if (endpoint === undefined || address === undefined) return undefined;
  return {
    at,
    address,
    additionalAddresses: endpoint
      .many('additional_addresses', (item, itemAt) => new Message(item, itemAt).one('address', parseAddress))
      .filter((additional) => additional !== undefined),
    hostname: endpoint.string('hostname'),
    healthStatus: message.choice('health_status', HEALTH_STATUS),
    weight: message.number('load_balancing_weight') ?? 1,
    metadata: readFilterMetadata(message),
  };
}
