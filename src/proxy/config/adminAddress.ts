import { descend, numberField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** Where the admin API listens: `admin.address` of the bootstrap; `undefined` when it has none. */
export function adminAddress(bootstrap: JsonObject): { readonly host: string; readonly port: number } | undefined {
  const address = descend(bootstrap, 'admin', 'address', 'socket_address');
  if (address === undefined) return undefined;
  return { host: stringField(address, 'address') ?? '127.0.0.1', port: numberField(address, 'port_value') ?? 0 };
}
