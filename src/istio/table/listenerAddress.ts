import { descend, numberField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** The primary address of a listener: IP, pipe path, or empty for an internal listener. */
export function listenerAddress(listener: JsonObject): string {
  const socket = descend(listener, 'address', 'socket_address');
  return stringField(socket ?? descend(listener, 'address', 'pipe'), socket ? 'address' : 'path') ?? '';
}

/** The IPs of a listener's additional addresses; empty texts for those that are none. */
export function additionalAddresses(listener: JsonObject): readonly string[] {
  return objectsField(listener, 'additional_addresses').map(
    (address) => stringField(descend(address, 'address', 'socket_address'), 'address') ?? '',
  );
}

/** The port of the primary address, 0 when it is no socket address. */
export function listenerPort(listener: JsonObject): number {
  return numberField(descend(listener, 'address', 'socket_address'), 'port_value') ?? 0;
}
