import type { Endpoint } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';
import { readAdditionalAddresses, readAddress } from './readAddress.js';
import { readFilterMetadata } from './readFilterMetadata.js';

/** `core.v3.HealthStatus`. */
export const HEALTH_STATUS = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED'] as const;

// Where health checks go.
const HARMLESS = fieldNames('health_check_config');

/** `config.endpoint.v3.LbEndpoint`; `undefined` without an address that can be read (a named endpoint). */
export function readEndpoint(lbEndpoint: Message): Endpoint | undefined {
  const endpoint = lbEndpoint.message('endpoint')?.ignore(HARMLESS);
  const addressMessage = endpoint?.message('address');
  const address = addressMessage && readAddress(addressMessage);
  if (endpoint === undefined || address === undefined) return undefined;
  return {
    at: lbEndpoint.at,
    address,
    additionalAddresses: readAdditionalAddresses(endpoint, 'additional_addresses'),
    hostname: endpoint.string('hostname'),
    healthStatus: lbEndpoint.choice('health_status', HEALTH_STATUS),
    weight: lbEndpoint.number('load_balancing_weight') ?? 1,
    metadata: readFilterMetadata(lbEndpoint),
  };
}
