import type { CaseRequest, Configuration } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { plainCluster } from './clusters.js';
import { rbacRules } from './filters.js';
import {
  connectionManager,
  downstreamTls,
  HTTP_INSPECTOR,
  PROXY_PROTOCOL,
  TLS_INSPECTOR,
  tcpProxy,
  virtualHost,
} from './listeners.js';
import { compact, extension, type Json } from './types.js';

const DETAILS = ['SANITIZE', 'FORWARD_ONLY', 'APPEND_FORWARD', 'SANITIZE_SET', 'ALWAYS_FORWARD_ONLY'] as const;

/** Chains that end TLS, ask for client certificates, look at them by RBAC and by route; upstreams that speak TLS. */
export function tlsCase(seed: number): Configuration {
  const random = randomOf(seed);
  const cluster = `c${seed}`;
  const names = ['a.example', 'b.example', 'x.c.example', 'none'] as const;
  const chains = names.map((sni, index): Json => {
    const require = random.chance(40);
    const trusted = require || random.chance(50);
    const socket = downstreamTls({
      alpn: random.pick([[], ['h2', 'http/1.1'], ['http/1.1']]),
      require,
      trusted,
      untrusted: trusted && random.chance(30),
      sans:
        trusted && random.chance(35)
          ? [
              random.pick<Json>([
                { exact: 'spiffe://diff/ns/a/sa/b' },
                { prefix: 'spiffe://diff/ns/a/' },
                { suffix: 'nobody' },
              ]),
            ]
          : [],
    });
    return compact({
      name: `chain-${index}`,
      filter_chain_match:
        sni === 'none'
          ? undefined
          : { server_names: [sni], ...(random.chance(60) ? { transport_protocol: 'tls' } : {}) },
      transport_socket: sni === 'none' && random.chance(50) ? undefined : socket,
      filters: filtersOf(random, cluster),
    });
  });
  return {
    seed,
    profile: 'tls',
    listeners: [
      compact({
        name: `l${seed}`,
        listener_filters: [
          PROXY_PROTOCOL,
          ...(random.chance(85) ? [TLS_INSPECTOR] : []),
          ...(random.chance(40) ? [HTTP_INSPECTOR] : []),
        ],
        filter_chains: chains,
      }),
    ],
    clusters: [
      plainCluster(cluster),
      plainCluster(`${cluster}-tls`, SYMBOLIC.tls[0], { transport_socket: upstreamTls(random) }),
      plainCluster(`${cluster}-plain`, SYMBOLIC.tls[0]),
    ],
    requests: random.list(16, 16, () => tlsRequest(random)),
  };
}

function filtersOf(random: Random, cluster: string): readonly Json[] {
  const network = random.chance(25)
    ? [
        extension('rbac', 'envoy.extensions.filters.network.rbac.v3.RBAC', {
          stat_prefix: 'n',
          rules: rbacRules(random, true),
        }),
      ]
    : [];
  if (random.chance(15)) return [...network, tcpProxy(cluster)];
  const http = random.chance(50)
    ? [extension('rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', { rules: rbacRules(random) })]
    : [];
  const routes: Json[] = [
    {
      name: 'tls',
      match: { prefix: '/tls' },
      route: { cluster: random.chance(80) ? `${cluster}-tls` : `${cluster}-plain` },
    },
    { name: 'presented', match: { prefix: '/p', tls_context: { presented: random.chance(60) } }, route: { cluster } },
    { name: 'validated', match: { prefix: '/', tls_context: { validated: random.chance(60) } }, route: { cluster } },
    { name: 'rest', match: { prefix: '/' }, route: { cluster } },
  ];
  const manager = connectionManager(
    {
      name: 'routes',
      virtual_hosts: [
        virtualHost('vh', ['*'], compact({ routes, require_tls: random.chance(15) ? 'ALL' : undefined })),
      ],
    },
    compact({
      forward_client_cert_details: random.chance(60) ? random.pick(DETAILS) : undefined,
      use_remote_address: random.chance(40),
    }),
    http,
  );
  return [...network, manager];
}

function upstreamTls(random: Random): Json {
  const sans = random.chance(50)
    ? [
        {
          san_type: random.pick(['DNS', 'URI']),
          matcher: random.pick<Json>([{ exact: 'a.example' }, { suffix: '.example' }, { exact: 'z.example' }]),
        },
      ]
    : [];
  return extension('envoy.transport_sockets.tls', 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
    ...(random.chance(60) ? { sni: random.pick(['a.example', 'z.example']) } : {}),
    common_tls_context: {
      ...(random.chance(30) ? { alpn_protocols: ['http/1.1'] } : {}),
      ...(random.chance(70)
        ? {
            validation_context: {
              trusted_ca: { filename: 'ca.pem' },
              ...(sans.length === 0 ? {} : { match_typed_subject_alt_names: sans }),
            },
          }
        : {}),
    },
  });
}

function tlsRequest(random: Random): CaseRequest {
  const proxy = {
    source: random.pick(['10.0.0.1', '9.9.9.9', '192.168.1.4']),
    sourcePort: 5555,
    destination: random.pick(['10.0.0.2', '192.168.1.7']),
    destinationPort: random.pick([80, 81, 443]),
  };
  const tls = random.chance(80)
    ? {
        sni: random.pick(['a.example', 'b.example', 'x.c.example', 'A.Example', 'other.test', '']),
        alpn: random.pick([[], ['h2', 'http/1.1'], ['http/1.1'], ['foo']]),
        ...(random.chance(60) ? { certificate: random.pick(['client', 'other', 'rogue'] as const) } : {}),
      }
    : undefined;
  const headers = random.chance(30) ? ([['x-forwarded-client-cert', 'By=z']] as const) : [];
  const http = {
    version: '1.1',
    method: 'GET',
    target: random.pick(['/', '/p', '/tls', '/a']),
    authority: random.pick(['a.example', 'b.example']),
    headers,
  } as const;
  return { proxy, ...(tls === undefined ? {} : { tls }), http };
}
