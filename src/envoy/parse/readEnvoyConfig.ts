import type { JsonDocument } from '../../text/json/JsonDocument.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ConfigDump } from '../dump/ConfigDump.js';
import type { ClustersStatus } from '../dump/readClustersStatus.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { HttpFilterConfig } from '../model/HttpFilter.js';
import { readExtension } from './Extension.js';
import { HostStatusIndex } from './HostStatusIndex.js';
import { lazily } from './lazily.js';
import { addressKey, indexByAddress, internalKey } from './listenerAddresses.js';
import { LoadAssignments } from './LoadAssignments.js';
import { Message } from './Message.js';
import { underRuntime } from '../cluster/underRuntime.js';
import { parseCluster } from './parseCluster.js';
import { parseHttpFilterConfig } from './parseHttpFilterConfig.js';
import { parseListener } from './parseListener.js';
import { parseScopedRoute } from './parseScopedRoute.js';
import { parseRouteConfiguration } from './parseRouteConfiguration.js';
import { readRuntime } from './readRuntime.js';
import { readVersion } from './readVersion.js';
import { ResourceIndex } from './ResourceIndex.js';

/** What is known of one proxy. */
export interface ProxyDocuments {
  readonly dump: ConfigDump;
  /** `/clusters?format=json`. */
  readonly hostStatuses?: ClustersStatus;
  /** `/server_info`. */
  readonly serverInfo?: JsonDocument;
}

/**
 * The configuration of a proxy. Nothing is parsed yet: names and addresses are indexed at the first lookup, a resource is
 * parsed when it is first found, and both are kept in what is returned. Never throws, here or later: what cannot be read is
 * `unparsed` or named in `unsupported`.
 */
export function readEnvoyConfig({ dump, hostStatuses, serverInfo }: ProxyDocuments): EnvoyConfig {
  const listeners = new ResourceIndex(dump.listeners, 'ListenersConfigDump', parseListener, indexByAddress);
  const routes = new ResourceIndex(dump.routes, 'RoutesConfigDump', parseRouteConfiguration);
  const runtime = readRuntime(dump.bootstrap?.bootstrap);
  const clusters = new ResourceIndex(dump.clusters, 'ClustersConfigDump', (value, at) =>
    underRuntime(parseCluster(value, at), runtime),
  );
  const extensions = new ResourceIndex(dump.ecds, 'EcdsConfigDump', parseExtensionConfig);
  const secrets = new ResourceIndex(dump.secrets, 'SecretsConfigDump', parseSecretName);
  const hosts = new HostStatusIndex(hostStatuses);
  const assignments = new LoadAssignments(dump.endpoints, (name) => hosts.lookup(name));
  const version = readVersion(dump.bootstrap?.bootstrap, serverInfo?.value);
  const serving = lazily(() => listeners.serving().map((entry) => listeners.parsed(entry)));
  const routeNames = lazily(() => routes.names());
  const clusterNames = lazily(() => clusters.names());
  return {
    document: dump.document,
    ...(hostStatuses && { clustersDocument: hostStatuses.document }),
    ...(version !== undefined && { version }),
    node: readNode(dump),
    runtime,
    sections: {
      listeners: dump.listeners !== undefined,
      clusters: dump.clusters !== undefined,
      routes: dump.routes !== undefined,
      endpoints: dump.endpoints !== undefined,
      hostStatuses: hostStatuses !== undefined,
    },
    listeners: serving,
    listenerAt: (key) => listeners.lookup(addressKey(key)),
    internalListener: (name) => listeners.lookup(internalKey(name)),
    routeConfiguration: (name) => routes.lookup(name),
    routeConfigurationNames: routeNames,
    scopedRoutes: (setName) =>
      dump.scopedRoutes?.entries
        .filter((entry) => entry.setName === setName)
        .map(({ resource, at }) => parseScopedRoute(resource, at)),
    cluster: (name) => clusters.lookup(name),
    clusterNames,
    loadAssignment: (cluster) => assignments.lookup(cluster),
    hostStatuses: (name) => hosts.lookup(name),
    extensionConfig: (name) => extensions.lookup(name),
    secret: (name) => secrets.lookup(name),
  };
}

/** `TypedExtensionConfig` of an HTTP filter; those of other filters stay unparsed. */
function parseExtensionConfig(value: JsonValue, at: string): HttpFilterConfig {
  return parseHttpFilterConfig(readExtension(new Message(value, at)));
}

function parseSecretName(value: JsonValue, at: string): { readonly name: string } {
  return { name: new Message(value, at).string('name') };
}

/** `core.v3.Node` of the bootstrap. */
function readNode({ bootstrap }: ConfigDump): EnvoyConfig['node'] {
  const node = bootstrap && new Message(bootstrap.bootstrap, bootstrap.at).message('node');
  return {
    id: node?.string('id') ?? '',
    cluster: node?.string('cluster') ?? '',
    metadata: node?.struct('metadata') ?? {},
  };
}
