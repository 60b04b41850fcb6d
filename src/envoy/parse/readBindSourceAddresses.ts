import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

// Ports, sockets' options and how the local address is chosen among those given.
const HARMLESS = fieldNames('freebind', 'socket_options', 'local_address_selector');
const HARMLESS_ADDRESS = fieldNames('port_value', 'protocol', 'ipv4_compat', 'socket_options');

/** `upstream_bind_config`: `source_address`, then `extra_source_addresses`; IP texts. */
export function readBindSourceAddresses(cluster: Message): readonly string[] {
  const bind = cluster.message('upstream_bind_config')?.ignore(HARMLESS);
  if (bind === undefined) return [];
  const extra = bind.messages('extra_source_addresses').map((holder) => holder.ignore(HARMLESS).message('address'));
  const addresses = [bind.message('source_address'), ...extra, ...bind.messages('additional_source_addresses')];
  return addresses
    .map((address) => address?.ignore(HARMLESS_ADDRESS).string('address') ?? '')
    .filter((address) => address !== '');
}
