import type { Address } from '../../envoy/model/Address.js';

/** A `core.v3.Address` as JSON. */
export function addressMessage(address: Address) {
  switch (address.kind) {
    case 'socket_address':
      return { socket_address: { address: address.ip?.text ?? address.host, port_value: address.port } };
    case 'pipe':
      return { pipe: { path: address.path } };
    case 'envoy_internal_address':
      return {
        envoy_internal_address: {
          server_listener_name: address.serverListenerName,
          ...(address.endpointId !== '' && { endpoint_id: address.endpointId }),
        },
      };
  }
}
