import { headerInput } from './headerInput.js';
import type { Sees } from './Sees.js';

/** What kind of input a criterion compares. */
type Kind =
  | 'method'
  | ':path'
  | ':authority'
  | ':scheme'
  | 'SNI'
  | 'ALPN'
  | 'TLS'
  | 'protocol'
  | 'client certificate'
  | 'source address'
  | 'source port'
  | 'destination address'
  | 'destination port'
  | 'user id'
  | 'group id'
  | 'mark'
  | 'connection state';

/** Criteria by name: of iptables-extensions(8), nft(8), Envoy's API. What is not listed compares no input of the request. */
const KINDS: Readonly<Record<string, Kind>> = {
  '--uid-owner': 'user id',
  '--gid-owner': 'group id',
  '--mark': 'mark',
  '--source': 'source address',
  '--src-range': 'source address',
  '--src-type': 'source address',
  '--sport': 'source port',
  '--sports': 'source port',
  '--destination': 'destination address',
  '--dst-range': 'destination address',
  '--dst-type': 'destination address',
  '--ctorigdst': 'destination address',
  '--in-interface': 'destination address',
  '--out-interface': 'destination address',
  '--dport': 'destination port',
  '--dports': 'destination port',
  '--ports': 'destination port',
  '--ctorigdstport': 'destination port',
  '--protocol': 'protocol',
  '--ctstate': 'connection state',
  '--state': 'connection state',
  'meta skuid': 'user id',
  'meta skgid': 'group id',
  'meta mark': 'mark',
  'meta l4proto': 'protocol',
  'meta oifname': 'destination address',
  'meta oif': 'destination address',
  'meta iifname': 'destination address',
  'meta iif': 'destination address',
  'ip protocol': 'protocol',
  'ip saddr': 'source address',
  'ip6 saddr': 'source address',
  'ip daddr': 'destination address',
  'ip6 daddr': 'destination address',
  'tcp sport': 'source port',
  'udp sport': 'source port',
  'th sport': 'source port',
  'tcp dport': 'destination port',
  'udp dport': 'destination port',
  'th dport': 'destination port',
  'ct state': 'connection state',
  'original destination': 'destination address',
  address: 'destination address',
  prefix_ranges: 'destination address',
  destination_ip: 'destination address',
  destination_port: 'destination port',
  destination_port_range: 'destination port',
  filter_disabled: 'destination port',
  source_type: 'source address',
  source_prefix_ranges: 'source address',
  direct_source_prefix_ranges: 'source address',
  source_ip: 'source address',
  direct_remote_ip: 'source address',
  remote_ip: 'source address',
  source_ports: 'source port',
  server_names: 'SNI',
  requested_server_name: 'SNI',
  application_protocols: 'ALPN',
  transport_protocol: 'TLS',
  transport_socket: 'TLS',
  tls_context: 'client certificate',
  authenticated: 'client certificate',
  validation_context: 'client certificate',
  require_client_certificate: 'client certificate',
  match_subject_alt_names: 'client certificate',
  DestinationIPInput: 'destination address',
  DestinationPortInput: 'destination port',
  SourceIPInput: 'source address',
  SourcePortInput: 'source port',
  DirectSourceIPInput: 'source address',
  SourceTypeInput: 'source address',
  ServerNameInput: 'SNI',
  ApplicationProtocolInput: 'ALPN',
  TransportProtocolInput: 'TLS',
  UriSanInput: 'client certificate',
  DnsSanInput: 'client certificate',
  SubjectInput: 'client certificate',
  domains: ':authority',
  prefix: ':path',
  path: ':path',
  safe_regex: ':path',
  ecmascript: ':path',
  uri_template: ':path',
  path_separated_prefix: ':path',
  path_match_policy: ':path',
  url_path: ':path',
  connect_matcher: 'method',
};

/** The inputs that a criterion compares, as a user would call them; none that a proxy has made its own. */
export function inputsOf(criterion: string, sees: Sees): readonly string[] {
  const names = LOCALITY.has(criterion) ? [criterion, 'destination_ip'] : [criterion];
  return names.map((name) => inputOf(name, sees)).filter((input) => input !== undefined);
}

/** Whether the source is local: that it is the destination itself, too. */
const LOCALITY: ReadonlySet<string> = new Set(['source_type', 'SourceTypeInput']);

function inputOf(criterion: string, sees: Sees): string | undefined {
  const [, type, name = ''] = /^(header|query|cookie|HttpRequestHeaderMatchInput) (.+)$/.exec(criterion) ?? [];
  if (type === 'query') return ':path';
  if (type === 'cookie') return 'header cookie';
  if (type !== undefined) return headerInput(name);
  if (criterion === 'grpc') return 'header content-type';
  const kind = own(KINDS, criterion);
  return kind === undefined ? undefined : asSeen(kind, sees);
}

function asSeen(kind: Kind, { packet, tls }: Sees): string | undefined {
  switch (kind) {
    case 'method':
    case ':path':
    case ':authority':
    case ':scheme':
    case 'protocol':
      return kind;
    case 'SNI':
      return tls === 'proxy' ? undefined : tls === 'client' ? kind : 'TLS';
    case 'ALPN':
      return tls === 'proxy' ? undefined : tls === 'client' ? kind : 'protocol';
    case 'TLS':
      return tls === 'proxy' ? undefined : kind;
    case 'client certificate':
      return tls === 'proxy' ? 'source workload' : kind;
    case 'source address':
      return packet ? kind : 'source workload';
    case 'source port':
    case 'destination address':
    case 'destination port':
    case 'user id':
    case 'group id':
    case 'mark':
    case 'connection state':
      return packet ? kind : undefined;
  }
}

function own(record: Readonly<Record<string, Kind>>, key: string): Kind | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
