import type { LabFile } from '../../../src/lab/model/LabFile.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';

/** A client and a server with sidecars that hand on what comes, and a host outside. */
export function pairLab(name: string): LabFile {
  return parseLabFile(
    `
name: ${name}
pods:
  - name: client
    namespace: web
    ips: [10.20.1.10, 'fd00:20::10']
    sidecar: { config: { bootstrap: { static_resources: ${JSON.stringify(passthrough())} } } }
  - name: server
    namespace: web
    labels: { app: server }
    ips: [10.20.1.11]
    apps: [{ kind: plain, port: 8080, bind: 0.0.0.0 }, { kind: server-first, port: 3306, uid: 2000 }]
    sidecar: { config: { bootstrap: { static_resources: ${JSON.stringify(passthrough())} } } }
services:
  - { name: server, namespace: web, vips: [10.96.0.11], selector: { app: server }, ports: [{ port: 80, targetPort: 8080 }] }
external:
  - { name: api.example, ips: [203.0.113.10], apps: [{ kind: plain, port: 80, bind: pod }] }
`,
    'pair.yaml',
  );
}

/** Static resources of a sidecar that hands on what comes. */
export function passthrough(): object {
  return {
    listeners: [
      listener('virtualOutbound', 15001, [chain('virtualOutbound', 'out')]),
      listener('virtualInbound', 15006, [chain('virtualInbound', 'in')]),
    ],
    clusters: [cluster('out'), cluster('in', '127.0.0.6')],
  };
}

/** The same in IPv4 and IPv6; `transparent`: connections inbound come by TPROXY. */
export function bothFamilies(transparent: boolean): object {
  const inbound = [chain('inbound4', 'in', ['0.0.0.0', 0]), chain('inbound6', 'in6', ['::', 0])];
  return {
    listeners: [
      listener('virtualOutbound', 15001, [chain('virtualOutbound', 'out')], { additional_addresses: EVERY6(15001) }),
      listener('virtualInbound', 15006, inbound, { additional_addresses: EVERY6(15006), transparent }),
    ],
    clusters: [cluster('out'), cluster('in', '127.0.0.6'), cluster('in6', '::6')],
  };
}

const EVERY6 = (port: number): object => [{ address: { socket_address: { address: '::', port_value: port } } }];

function listener(name: string, port: number, chains: readonly object[], more: object = {}): object {
  const address = { socket_address: { address: '0.0.0.0', port_value: port } };
  return { name, address, use_original_dst: true, filter_chains: chains, ...more };
}

function chain(name: string, cluster: string, prefix?: readonly [string, number]): object {
  const [address_prefix, prefix_len] = prefix ?? [];
  const proxy = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
    stat_prefix: cluster,
    cluster,
  };
  return {
    name: `${name}-chain`,
    ...(prefix === undefined ? {} : { filter_chain_match: { prefix_ranges: [{ address_prefix, prefix_len }] } }),
    filters: [{ name: 'envoy.filters.network.tcp_proxy', typed_config: proxy }],
  };
}

/** `from`: the address that it connects from, by which the app side is told apart. */
function cluster(name: string, from?: string): object {
  return {
    name,
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    connect_timeout: '2s',
    ...(from === undefined ? {} : { upstream_bind_config: { source_address: { address: from, port_value: 0 } } }),
  };
}
