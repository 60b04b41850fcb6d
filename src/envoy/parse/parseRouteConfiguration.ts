import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteConfiguration } from '../model/Route.js';
import { indexDomains } from '../route/indexDomains.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readHeaderMutations } from './readHeaderMutations.js';
import { readMirrorPolicies } from './readMirrorPolicies.js';
import { readPerFilterConfig } from './readPerFilterConfig.js';
import { parseVirtualHost } from './parseVirtualHost.js';

// Checks at load, and metadata that nothing matches on. A plugin counts where an action names it.
const HARMLESS = fieldNames(
  'validate_clusters',
  'max_direct_response_body_size_bytes',
  'cluster_specifier_plugins',
  'metadata',
);

/** `config.route.v3.RouteConfiguration`. */
export function parseRouteConfiguration(value: JsonValue, at: string): RouteConfiguration {
  const message = new Message(value, at);
  const vhostHeader = message.text('vhost_header');
  const virtualHosts = message.many('virtual_hosts', parseVirtualHost);
  return {
    at,
    name: message.string('name'),
    virtualHosts,
    domains: indexDomains(virtualHosts),
    headers: readHeaderMutations(message),
    ignorePortInHostMatching: message.flag('ignore_port_in_host_matching'),
    ignorePathParametersInPathMatching: message.flag('ignore_path_parameters_in_path_matching'),
    mostSpecificHeaderMutationsWins: message.flag('most_specific_header_mutations_wins'),
    ...(vhostHeader !== undefined && vhostHeader !== '' && { vhostHeader }),
    perFilterConfig: readPerFilterConfig(message),
    requestMirrorPolicies: readMirrorPolicies(message),
    unsupported: message.unread(HARMLESS),
  };
}
