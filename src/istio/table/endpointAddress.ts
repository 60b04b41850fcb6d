import { numberField, objectField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** The IP and port of an address that is a socket address. */
export function socketAddress(
  address: JsonObject | undefined,
): { readonly ip: string; readonly port: number } | undefined {
  const socket = objectField(address, 'socket_address');
  return socket && { ip: stringField(socket, 'address') ?? '', port: numberField(socket, 'port_value') ?? 0 };
}

/** The path of an address that is a pipe. */
export function pipePath(address: JsonObject | undefined): string | undefined {
  const pipe = objectField(address, 'pipe');
  return pipe && (stringField(pipe, 'path') ?? '');
}

/** `envoy://LISTENER/ENDPOINT` of an address that is an internal listener; `undefined` for anything else. */
export function internalAddress(address: JsonObject | undefined): string | undefined {
  const internal = objectField(address, 'envoy_internal_address');
  const listener = stringField(internal, 'server_listener_name');
  return listener === undefined ? undefined : `envoy://${listener}/${stringField(internal, 'endpoint_id') ?? ''}`;
}
