import type { JsonObject } from '../../text/json/JsonValue.js';
import { SECTION_MESSAGES, type SectionKind } from './ConfigDump.js';
import { fieldKey, messageName, objectField, typeUrlOf } from './field.js';
import { RESOURCE_MESSAGES, SECTION_LISTS, type EntryList } from './sectionLists.js';

/** What an element of a dump is: a section, an item of one of a section's lists, a bare resource, or a bootstrap. */
export type Element =
  | { readonly kind: 'section'; readonly section: SectionKind }
  | { readonly kind: 'item'; readonly section: SectionKind; readonly list: EntryList }
  | { readonly kind: 'resource'; readonly section: SectionKind }
  | { readonly kind: 'bootstrap-section' }
  | { readonly kind: 'bootstrap' };

const KINDS = Object.keys(SECTION_MESSAGES) as readonly SectionKind[];

const ADMIN_MESSAGE = /^envoy\.admin\.v[0-9a-z]+\.(\w+ConfigDump)(?:\.(\w+))?$/;

const RESOURCE_PACKAGE = /^envoy\.(?:api\.v2|config|extensions\.transport_sockets\.tls)\./;

/** Fields that tell a bare resource's kind; the first kind with one of them present. */
const TELLTALE: readonly (readonly [SectionKind, readonly string[]])[] = [
  ['listeners', ['filter_chains', 'default_filter_chain', 'listener_filters', 'api_listener', 'internal_listener']],
  ['routes', ['virtual_hosts', 'vhds', 'validate_clusters']],
  ['scopedRoutes', ['route_configuration_name']],
  ['secrets', ['tls_certificate', 'validation_context', 'session_ticket_keys', 'generic_secret']],
  ['clusters', ['eds_cluster_config', 'load_assignment', 'lb_policy', 'connect_timeout', 'cluster_type', 'hosts']],
  ['endpoints', ['cluster_name']],
  ['ecds', ['typed_config']],
  ['listeners', ['address', 'additional_addresses']],
  ['clusters', ['circuit_breakers', 'transport_socket', 'transport_socket_matches', 'metadata', 'type']],
  ['endpoints', ['endpoints']],
];

/**
 * What `value` is: by its `@type` (of admin v3 or v2alpha, of API v2 or v3), else by its fields, as for what jq cut out of
 * a dump or what `istioctl proxy-config … -o json` prints. `undefined` when neither tells.
 */
export function recogniseElement(value: JsonObject): Element | undefined {
  const typeUrl = typeUrlOf(value);
  return typeUrl === '' ? recogniseFields(value) : recogniseType(messageName(typeUrl));
}

function recogniseType(name: string): Element | undefined {
  const [, sectionMessage, itemMessage] = ADMIN_MESSAGE.exec(name) ?? [];
  if (sectionMessage !== undefined) return recogniseAdminMessage(sectionMessage, itemMessage);
  if (!RESOURCE_PACKAGE.test(name)) return undefined;
  const message = name.slice(name.lastIndexOf('.') + 1);
  if (message === 'Bootstrap') return { kind: 'bootstrap' };
  const section = KINDS.find((kind) => RESOURCE_MESSAGES[kind] === message);
  return section && { kind: 'resource', section };
}

function recogniseAdminMessage(sectionMessage: string, itemMessage: string | undefined): Element | undefined {
  if (sectionMessage === 'BootstrapConfigDump') return { kind: 'bootstrap-section' };
  const section = KINDS.find((kind) => SECTION_MESSAGES[kind] === sectionMessage);
  if (section === undefined || itemMessage === undefined) return section && { kind: 'section', section };
  const list = SECTION_LISTS[section].find((candidate) => candidate.message === itemMessage);
  return list && { kind: 'item', section, list };
}

function recogniseFields(value: JsonObject): Element | undefined {
  const present = (name: string): boolean => fieldKey(value, name) !== undefined;
  if (present('apiVersion')) return undefined; // a Kubernetes object: its spec may look like anything
  if (objectField(value, 'bootstrap')) return { kind: 'bootstrap-section' };
  for (const section of KINDS) {
    if (SECTION_LISTS[section].some((list) => present(list.field))) return { kind: 'section', section };
  }
  if (present('node') && ['static_resources', 'dynamic_resources', 'admin'].some(present)) return { kind: 'bootstrap' };
  for (const section of KINDS) {
    const list = SECTION_LISTS[section].find((candidate) => isItemOf(value, candidate));
    if (list) return { kind: 'item', section, list };
  }
  const section = TELLTALE.find(([, names]) => names.some(present))?.[0];
  return section && { kind: 'resource', section };
}

const LISTENER_STATES = ['active_state', 'warming_state', 'draining_state'];

/** Whether the untyped `value` reads as an item of `list`: dynamic items carry a version, static ones do not. */
function isItemOf(value: JsonObject, list: EntryList): boolean {
  if (list.message === 'DynamicListener') return LISTENER_STATES.some((state) => objectField(value, state));
  const [resource] = list.resource;
  if (fieldKey(value, resource) === undefined) return false;
  if (resource !== 'scoped_route_configs' && !objectField(value, resource)) return false;
  return list.state !== 'static' || fieldKey(value, 'version_info') === undefined;
}
