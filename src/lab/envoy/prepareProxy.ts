import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { addCluster } from './addCluster.js';
import { dumpResources } from './DumpResources.js';
import { freshConnections } from './freshConnections.js';
import { logListener } from './logListener.js';
import { localPipes, type LocalPipes } from './localPipes.js';
import type { ProxyFiles, ProxyPaths } from './ProxyFiles.js';
import { SDS_CLUSTER, XDS_CLUSTER, XdsFiles } from './XdsFiles.js';
import { secretNames } from './secretNames.js';
import { takeOutIstioFilters } from './takeOutIstioFilters.js';

const ADMIN_PORT = 15000;

/** What a proxy needs to run the resources of a dump: config sources lead to the lab, secrets come from its agent. `name`: of the dump. */
export function prepareDump(dump: JsonValue, name: string, paths: ProxyPaths): ProxyFiles {
  const { bootstrap, listeners, clusters, ...rest } = dumpResources(takeOutIstioFilters(dump), name);
  const files = new XdsFiles(paths, rest);
  const logged = listeners.map((listener) => files.redirect(logListener(listener, paths)));
  const dynamic = {
    lds_config: files.add('listeners', '', logged),
    cds_config: files.add(
      'clusters',
      '',
      clusters.map((cluster) => files.redirect(freshConnections(cluster))),
    ),
  };
  const pipes = localPipes(bootstrap, paths.sockets);
  return finish({ ...pipes, bootstrap: { ...pipes.bootstrap, dynamic_resources: dynamic } }, files, paths);
}

/** The same of a bootstrap that says all itself. */
export function prepareBootstrap(bootstrap: JsonObject, paths: ProxyPaths): ProxyFiles {
  const clean = takeOutIstioFilters(bootstrap);
  const files = new XdsFiles(paths, { routes: [], endpoints: [], extensions: [] });
  return finish(localPipes(isJsonObject(clean) ? clean : {}, paths.sockets), files, paths);
}

function finish({ bootstrap, sdsSockets }: LocalPipes, files: XdsFiles, paths: ProxyPaths): ProxyFiles {
  const statics = isJsonObject(bootstrap.static_resources) ? bootstrap.static_resources : {};
  const listeners = isJsonArray(statics.listeners) ? statics.listeners : [];
  const complete: JsonObject = {
    ...bootstrap,
    node: nodeOf(bootstrap.node),
    static_resources: {
      ...statics,
      listeners: listeners.map((value) => (isJsonObject(value) ? logListener(value, paths) : value)),
    },
    admin: bootstrap.admin ?? { address: { socket_address: { address: '127.0.0.1', port_value: ADMIN_PORT } } },
  };
  const all: JsonValue = [complete, ...files.resources.values()];
  const sdsSocket = `${paths.sockets}/sds.sock`;
  const xdsSocket = `${paths.sockets}/xds.sock`;
  const withAgent = files.needsAgent ? addCluster(complete, SDS_CLUSTER, sdsSocket) : complete;
  return {
    bootstrap:
      paths.kind === 'envoy' && files.resources.size > 0 ? addCluster(withAgent, XDS_CLUSTER, xdsSocket) : withAgent,
    resources: files.resources,
    index: files.index,
    secrets: secretNames(all),
    sdsSockets: sdsSockets.length === 0 && files.needsAgent ? [sdsSocket] : sdsSockets,
    xdsSocket,
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
