/** What the inputs of a request are about. */
const GROUPS = ['sender', 'destination', 'connection', 'request', 'chance', 'endpoints', 'configuration'] as const;

type Group = (typeof GROUPS)[number];

/** Criteria by name: the group, and the word for the input that they compare; several criteria may ask for the same input. */
const INPUTS: Readonly<Record<string, readonly [Group, string]>> = {
  '--uid-owner': ['sender', 'uid'],
  '--gid-owner': ['sender', 'gid'],
  '--source': ['sender', 'address'],
  '--sport': ['sender', 'port'],
  '--mark': ['sender', 'mark'],
  'connmark --mark': ['sender', 'connection mark'],
  source_prefix_ranges: ['sender', 'address'],
  direct_source_prefix_ranges: ['sender', 'address'],
  source_ports: ['sender', 'port'],
  source_type: ['sender', 'address'],
  authenticated: ['sender', 'identity'],
  validation_context: ['sender', 'certificate'],
  match_subject_alt_names: ['sender', 'certificate'],
  require_client_certificate: ['sender', 'certificate'],
  '--destination': ['destination', 'address'],
  '--dport': ['destination', 'port'],
  '--out-interface': ['destination', 'interface'],
  '--in-interface': ['destination', 'interface'],
  address: ['destination', 'address'],
  'original destination': ['destination', 'address'],
  'restored destination': ['destination', 'address'],
  prefix_ranges: ['destination', 'address'],
  destination_port: ['destination', 'port'],
  filter_disabled: ['destination', 'port'],
  '--protocol': ['connection', 'protocol'],
  transport_protocol: ['connection', 'TLS or not'],
  application_protocols: ['connection', 'ALPN'],
  server_names: ['connection', 'SNI'],
  domains: ['request', ':authority'],
  prefix: ['request', ':path'],
  path: ['request', ':path'],
  safe_regex: ['request', ':path'],
  path_separated_prefix: ['request', ':path'],
  url_path: ['request', ':path'],
  weighted_clusters: ['chance', 'weighted clusters'],
  runtime_fraction: ['chance', 'runtime fraction'],
  'fault.abort': ['chance', 'injected abort'],
  'fault.delay': ['chance', 'injected delay'],
  order: ['configuration', 'order of routes'],
  priority: ['endpoints', 'health by priority'],
  'healthy host': ['endpoints', 'health'],
  health_status: ['endpoints', 'health'],
};

/** Criteria that compare a header, query parameter or cookie name it themselves. */
const OWN_NAME = /^(?:header|query|cookie) /;

/** `dependsOn` of a trace, grouped by what it is about: group to its words, in a fixed order. No name is lost. */
export function groupInputs(names: readonly string[]): readonly (readonly [Group, readonly string[]])[] {
  const found = new Map<Group, Set<string>>(GROUPS.map((group) => [group, new Set<string>()]));
  for (const name of names) {
    const [group, word] = inputOf(name);
    found.get(group)?.add(word);
  }
  return [...found].filter(([, words]) => words.size > 0).map(([group, words]) => [group, [...words]] as const);
}

function inputOf(name: string): readonly [Group, string] {
  if (Object.hasOwn(INPUTS, name)) return INPUTS[name] ?? ['configuration', name];
  if (name.startsWith('transport_socket_matches')) return ['endpoints', 'metadata'];
  if (OWN_NAME.test(name)) return ['request', name.replace('header :', ':')];
  return name.startsWith('--') ? ['connection', name] : ['configuration', name];
}
