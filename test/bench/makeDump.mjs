// A dump of a proxy in a mesh of many services, made from one that istiod made: the shop's frontend, with the cluster,
// endpoints and virtual host of payments (or the TCP listener of mq-a) copied for each service. The same for every run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHOP_DUMP } from './shop.mjs';
import { ROOT } from '../tools/paths.mjs';

/** Of ten services one speaks TCP, one gRPC, two HTTP on 8080, six HTTP on 80. */
const PORTS = [5432, 50_051, 8080, 8080, 80, 80, 80, 80, 80, 80];
const TCP_PORT = PORTS[0];
const ZONES = ['cn-east-1a', 'cn-east-1b', 'cn-north-1a'];

/** The text of a `/config_dump?include_eds` with this many services besides the shop's, each with three endpoints. */
export function makeDump(services) {
  const dump = JSON.parse(readFileSync(join(ROOT, SHOP_DUMP), 'utf8'));
  const section = (type) => dump.configs.find((config) => config['@type'].endsWith(`.${type}`));
  const clusters = section('ClustersConfigDump').dynamic_active_clusters;
  const endpoints = section('EndpointsConfigDump').dynamic_endpoint_configs;
  const listeners = section('ListenersConfigDump').dynamic_listeners;
  const routes = section('RoutesConfigDump').dynamic_route_configs;
  const hostsOf = (port) => routes.find(({ route_config: { name } }) => name === `${port}`).route_config.virtual_hosts;

  const cluster = template(
    clusters.find((entry) => entry.cluster.name === 'outbound|80||payments.pay.svc.cluster.local'),
  );
  const host = template(hostsOf(80).find(({ name }) => name === 'payments.pay.svc.cluster.local:80'));
  const listener = template(listeners.find(({ name }) => name === '10.96.10.101_7000'));
  for (const service of numbered(services)) {
    clusters.push(cluster(service));
    endpoints.push(endpointsOf(service));
    if (service.port === TCP_PORT) listeners.push(listener(service));
    else hostsOf(service.port).unshift(host(service));
  }
  return JSON.stringify(dump, null, 1);
}

/** What the services are called, and where they are. */
function numbered(services) {
  return Array.from({ length: services }, (_, index) => {
    const name = `svc-${String(index).padStart(5, '0')}`;
    const namespace = `team-${String(index % 20).padStart(2, '0')}`;
    const port = PORTS[index % PORTS.length];
    return {
      index,
      name,
      namespace,
      port,
      host: `${name}.${namespace}.svc.cluster.local`,
      ip: address(10, 100, index),
    };
  });
}

/** Makes copies of a value of the shop for other services. */
function template(value) {
  const text = JSON.stringify(value);
  return ({ name, namespace, port, ip }) =>
    JSON.parse(
      text
        .replaceAll('10.96.20.10', ip)
        .replaceAll('10.96.10.101', ip)
        .replaceAll(/\bpayments\b|\bmq-a\b/g, name)
        .replaceAll(/(?<=[./"])(?:pay|web)(?=[./"])/g, namespace)
        .replaceAll(/(?<=outbound[|])\d+(?=[|])/g, port)
        .replaceAll(/(?<=outbound_[.])\d+(?=_)/g, port)
        .replaceAll(/(?<=cluster[.]local:)\d+/g, port)
        .replaceAll(/(?<="port_value":)\d+/g, port)
        .replaceAll(/(?<=_)7000(?=")/g, port),
    );
}

function endpointsOf({ index, name, namespace, port, host }) {
  const endpoints = ZONES.map((zone, at) => ({
    locality: { region: zone.slice(0, -1), zone },
    lb_endpoints: [
      {
        endpoint: {
          address: { socket_address: { address: address(20, 64, index * ZONES.length + at), port_value: port } },
          health_check_config: {},
        },
        health_status: 'HEALTHY',
        metadata: {
          filter_metadata: {
            'envoy.transport_socket_match': { tlsMode: 'istio' },
            istio: { workload: `${name};${namespace};${name};v1;Kubernetes` },
          },
        },
        load_balancing_weight: 1,
      },
    ],
    load_balancing_weight: 1,
  }));
  const type = 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment';
  const policy = { overprovisioning_factor: 140 };
  return { endpoint_config: { '@type': type, cluster_name: `outbound|${port}||${host}`, endpoints, policy } };
}

/** `first.second.x.y`, never with 0 or 255 at the end. */
function address(first, second, index) {
  return [first, second + Math.floor(index / 62_500), Math.floor(index / 250) % 250, (index % 250) + 1].join('.');
}
