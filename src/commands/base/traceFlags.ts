import { boolean, integer, option, string } from '@oclif/core/flags';

/** The number above stands for "no id". */
const MAX_ID = 0xffff_fffe;

const many = { multiple: true, multipleNonGreedy: true } as const;

/** The flags of trace-request, but for the output: where facts come from, the request, who sends, forks, the exit code. */
export const traceFlags = {
  snapshot: string({ description: 'a folder, a .tgz, or - for stdin, instead of a cluster', helpGroup: 'FACTS' }),
  namespace: string({ char: 'n', description: 'namespace of TARGETs that name none', helpGroup: 'FACTS' }),
  'config-dump': string({ description: "the source proxy's config_dump", helpValue: 'FILE', helpGroup: 'FACTS' }),
  clusters: string({
    description: "the source proxy's /clusters?format=json",
    helpValue: 'FILE',
    helpGroup: 'FACTS',
  }),
  iptables: string({ description: "the source pod's iptables-save", helpValue: 'FILE', helpGroup: 'FACTS' }),
  'to-config-dump': string({
    description: "the destination proxy's config_dump",
    helpValue: 'FILE',
    helpGroup: 'FACTS',
  }),
  'to-clusters': string({
    description: "the destination proxy's /clusters?format=json",
    helpValue: 'FILE',
    helpGroup: 'FACTS',
  }),
  'to-iptables': string({
    description: "the destination pod's iptables-save",
    helpValue: 'FILE',
    helpGroup: 'FACTS',
  }),
  method: string({
    char: 'X',
    aliases: ['request'],
    description: 'HTTP method',
    helpValue: 'METHOD',
    helpGroup: 'REQUEST',
  }),
  header: string({
    char: 'H',
    aliases: ['headers'],
    ...many,
    description: 'a header line, Name: value',
    helpGroup: 'REQUEST',
  }),
  data: string({ char: 'd', description: 'a body; the method is then POST', helpGroup: 'REQUEST' }),
  'user-agent': string({ char: 'A', description: 'the User-Agent header', helpGroup: 'REQUEST' }),
  insecure: boolean({
    char: 'k',
    description: 'the application accepts any certificate; as in curl, and no part of the way',
    helpGroup: 'REQUEST',
  }),
  'http1.1': boolean({ description: 'the application speaks HTTP/1.1 only', helpGroup: 'REQUEST' }),
  http2: boolean({ description: 'the application speaks HTTP/2 where TLS lets it', helpGroup: 'REQUEST' }),
  'http2-prior-knowledge': boolean({
    description: 'the application speaks HTTP/2 from the first byte',
    helpGroup: 'REQUEST',
  }),
  resolve: string({
    ...many,
    description: 'what a name means',
    helpValue: 'host:port:address',
    helpGroup: 'REQUEST',
  }),
  'connect-to': string({
    ...many,
    description: 'connect elsewhere, with the same Host and SNI',
    helpValue: 'host:port:host:port',
    helpGroup: 'REQUEST',
  }),
  sni: string({ description: "server name of the application's own TLS", helpGroup: 'REQUEST' }),
  alpn: string({
    description: "protocols that the application's own TLS offers",
    helpValue: 'h2,http/1.1',
    helpGroup: 'REQUEST',
  }),
  tls: boolean({ allowNo: true, description: 'whether the application itself does TLS', helpGroup: 'REQUEST' }),
  'as-peer': string({
    description: "the client's mesh identity, for inbound",
    helpValue: 'NS/SA',
    helpGroup: 'REQUEST',
  }),
  via: string({
    description: 'the gateway by which a client outside enters',
    helpValue: 'TARGET',
    helpGroup: 'SENDER',
  }),
  container: string({ description: 'the container that sends', helpGroup: 'SENDER' }),
  uid: integer({ min: 0, max: MAX_ID, description: 'user id of the sending process', helpGroup: 'SENDER' }),
  gid: integer({ min: 0, max: MAX_ID, description: 'group id of the sending process', helpGroup: 'SENDER' }),
  mark: integer({ min: 0, max: 0xffff_ffff, description: 'SO_MARK of the sending socket', helpGroup: 'SENDER' }),
  'source-ip': string({ description: "the client's address", helpGroup: 'SENDER' }),
  'source-port': integer({ min: 1, max: 65_535, description: "the client's port", helpGroup: 'SENDER' }),
  endpoint: string({
    description: 'the endpoint that load balancing picks',
    helpValue: 'ADDRESS:PORT',
    helpGroup: 'FORKS',
  }),
  'random-value': integer({ min: 0, description: 'the random number of weights and fractions', helpGroup: 'FORKS' }),
  pin: string({
    ...many,
    description: 'the branch of a fork, as the trace names both',
    helpValue: 'FORK=BRANCH',
    helpGroup: 'FORKS',
  }),
  detect: option({
    options: ['http', 'tcp'] as const,
    description: 'what the inspectors of listeners take plaintext for',
    helpGroup: 'FORKS',
  })(),
  'ct-state': option({
    options: ['new', 'established'] as const,
    default: 'new' as const,
    description: 'conntrack state of the connection',
    helpGroup: 'FORKS',
  })(),
  'all-branches': boolean({ description: 'follow every fork, at most 4096 paths', helpGroup: 'FORKS' }),
  likeliest: boolean({ description: 'follow the likeliest branch only', helpGroup: 'FORKS' }),
  'max-branches': integer({
    min: 1,
    max: 4096,
    default: 32,
    description: 'paths to follow at most',
    helpGroup: 'FORKS',
  }),
  return: boolean({ description: 'the way of the answer too', helpGroup: 'FORKS' }),
  only: option({ options: ['outbound', 'inbound'] as const, description: 'one side only', helpGroup: 'FORKS' })(),
  assume: string({
    ...many,
    description: 'what a filter that is not run does; * is every one',
    helpValue: 'NAME=pass|deny',
    helpGroup: 'FORKS',
  }),
  strict: boolean({ description: 'assume nothing: what is not recorded is unknown', helpGroup: 'FORKS' }),
  'require-mesh': boolean({
    description: 'leaving the mesh or going around a proxy is a finding',
    helpGroup: 'EXIT CODE',
  }),
  expect: string({ description: 'verdicts that are fine', helpValue: 'V[,V]', helpGroup: 'EXIT CODE' }),
  'fail-on': string({
    description: 'what else is a finding: unknown, bypass, exits',
    helpValue: 'KIND[,KIND]',
    helpGroup: 'EXIT CODE',
  }),
  'exit-zero': boolean({ description: 'findings and indeterminate verdicts exit 0', helpGroup: 'EXIT CODE' }),
};
