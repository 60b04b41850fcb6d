import { HEALTH_FLAGS } from '../dump/healthFlags.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HostStatus } from '../model/Cluster.js';
import { Message } from './Message.js';
import { readAddress } from './readAddress.js';
import { HEALTH_STATUS } from './readEndpoint.js';
import { readLocality } from './readLocalityEndpoints.js';

/** `admin.v3.HostStatus` of `/clusters?format=json`; `undefined` without an address. */
export function parseHostStatus(value: JsonValue, at: string): HostStatus | undefined {
  const message = new Message(value, at);
  const addressMessage = message.message('address');
  const address = addressMessage && readAddress(addressMessage);
  if (address === undefined) return undefined;
  const health = message.message('health_status') ?? new Message({}, at);
  return {
    at,
    address,
    hostname: message.string('hostname'),
    priority: message.number('priority') ?? 0,
    weight: message.number('weight') ?? 1,
    locality: readLocality(message),
    edsHealthStatus: health.choice('eds_health_status', HEALTH_STATUS),
    flags: HEALTH_FLAGS.filter((flag) => health.flag(flag)),
  };
}
