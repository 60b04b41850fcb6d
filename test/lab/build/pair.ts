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
  const listener = (name: string, port: number, cluster: string): object => ({
    name,
    address: { socket_address: { address: '0.0.0.0', port_value: port } },
    use_original_dst: true,
    filter_chains: [
      {
        name: `${name}-chain`,
        filters: [
          {
            name: 'envoy.filters.network.tcp_proxy',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
              stat_prefix: cluster,
              cluster,
            },
          },
        ],
      },
    ],
  });
  const cluster = (name: string, more: object): object => ({
    name,
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    connect_timeout: '2s',
    ...more,
  });
  const appSide = { upstream_bind_config: { source_address: { address: '127.0.0.6', port_value: 0 } } };
  return {
    listeners: [listener('virtualOutbound', 15001, 'out'), listener('virtualInbound', 15006, 'in')],
    clusters: [cluster('out', {}), cluster('in', appSide)],
  };
}
