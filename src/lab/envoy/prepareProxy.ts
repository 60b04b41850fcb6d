import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { dumpResources } from './DumpResources.js';
import { logListener } from './logListener.js';
import { localPipes, type LocalPipes } from './localPipes.js';
import type { ProxyFiles, ProxyPaths } from './ProxyFiles.js';
import { SDS_CLUSTER, XdsFiles } from './XdsFiles.js';
import { secretNames, serverNames } from './secretNames.js';
import { takeOutIstioFilters } from './takeOutIstioFilters.js';

const ADMIN_PORT = 15000;

/** What a proxy needs to run the resources of a dump: config sources lead to files, secrets come from the lab's agent. `name`: of the dump. */
export function prepareDump(dump: JsonValue, name: string, paths: ProxyPaths): ProxyFiles {
  const { bootstrap, listeners, clusters, ...rest } = dumpResources(takeOutIstioFilters(dump), name);
  const files = new XdsFiles(paths.dir, rest);
  const logged = listeners.map((listener) => logListener(listener, paths.accessLog));
  const lds = files.add(
    'lds',
    logged.map((listener) => files.redirect(listener)),
  );
  const cds = files.add(
    'cds',
    clusters.map((cluster) => files.redirect(cluster)),
  );
  const dynamic = { lds_config: lds, cds_config: cds };
  const pipes = localPipes(bootstrap, paths.dir);
  return finish({ ...pipes, bootstrap: { ...pipes.bootstrap, dynamic_resources: dynamic } }, files, paths);
}

/** The same of a bootstrap that says all itself. */
export function prepareBootstrap(bootstrap: JsonObject, paths: ProxyPaths): ProxyFiles {
  const clean = takeOutIstioFilters(bootstrap);
  const files = new XdsFiles(paths.dir, { routes: [], endpoints: [], extensions: [] });
  return finish(localPipes(isJsonObject(clean) ? clean : {}, paths.dir), files, paths);
}

function finish({ bootstrap, sdsSockets }: LocalPipes, files: XdsFiles, paths: ProxyPaths): ProxyFiles {
  const statics = isJsonObject(bootstrap.static_resources) ? bootstrap.static_resources : {};
  const listeners = isJsonArray(statics.listeners) ? statics.listeners : [];
  const complete: JsonObject = {
    ...bootstrap,
    node: nodeOf(bootstrap.node),
    static_resources: {
      ...statics,
      listeners: listeners.map((value) => (isJsonObject(value) ? logListener(value, paths.accessLog) : value)),
    },
    admin: bootstrap.admin ?? { address: { socket_address: { address: '127.0.0.1', port_value: ADMIN_PORT } } },
  };
  const all: JsonValue = [complete, ...files.resources.values()];
  const secrets = secretNames(all);
  return {
    bootstrap: files.needsAgent ? addSdsCluster(complete, paths) : complete,
    resources: files.resources,
    secrets,
    serverNames: serverNames(all),
    sdsSockets: sdsSockets.length === 0 && files.needsAgent ? [sdsSocket(paths)] : sdsSockets,
    adminPort: adminPortOf(complete),
  };
}

/** The extensions that were built into the dumped Envoy say nothing about ours. SDS wants a node's id. */
function nodeOf(node: JsonValue | undefined): JsonObject {
  const { extensions: _built, ...rest } = isJsonObject(node) ? node : {};
  return { id: 'lab', cluster: 'lab', ...rest };
}

function adminPortOf({ admin }: JsonObject): number {
  const address = isJsonObject(admin) && isJsonObject(admin.address) ? admin.address.socket_address : undefined;
  const port = isJsonObject(address) ? address.port_value : undefined;
  return typeof port === 'number' ? port : ADMIN_PORT;
}

function sdsSocket({ dir }: ProxyPaths): string {
  return `${dir}/sds.sock`;
}

/** Where secrets came by ADS and the bootstrap has no cluster for an agent, it gets one. */
function addSdsCluster(bootstrap: JsonObject, paths: ProxyPaths): JsonObject {
  const statics = isJsonObject(bootstrap.static_resources) ? bootstrap.static_resources : {};
  const clusters = isJsonArray(statics.clusters) ? statics.clusters : [];
  if (clusters.some((cluster) => isJsonObject(cluster) && cluster.name === SDS_CLUSTER)) return bootstrap;
  const endpoint = { endpoint: { address: { pipe: { path: sdsSocket(paths) } } } };
  const cluster = {
    name: SDS_CLUSTER,
    type: 'STATIC',
    load_assignment: { cluster_name: SDS_CLUSTER, endpoints: [{ lb_endpoints: [endpoint] }] },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
  };
  return { ...bootstrap, static_resources: { ...statics, clusters: [...clusters, cluster] } };
}
