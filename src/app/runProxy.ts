import { readClustersStatus } from '../envoy/dump/readClustersStatus.js';
import { isHarmlessFilter } from '../istio/harmlessFilters.js';
import type { RunningServer } from '../proxy/runProxy.js';
import { inputName, readBytes } from '../sources/file/readBytes.js';
import { parseJson } from '../text/json/parseJson.js';

/** What `hopctl proxy run` runs. */
export interface RunProxyOptions {
  /** A config_dump or a bootstrap; `-` is stdin. */
  readonly config: string;
  /** `/clusters?format=json` of the same proxy. */
  readonly clusters?: string;
  readonly adminPort?: number | false;
  /** Types or names of extensions that are left out. */
  readonly passOver: readonly string[];
  /** A folder with certificates in place of the SDS server. */
  readonly secrets?: string;
  readonly fileFlushIntervalMs: number;
  readonly drainTimeMs: number;
  readonly seed?: number;
}

/**
 * Runs the reference proxy on a configuration, until it is drained or closed. Istio's filters that only record are passed over.
 *
 * @throws UserError (exit 5) for a file that cannot be read, for all that is not supported, by name, and for a port that is taken.
 */
export async function runProxy(options: RunProxyOptions, note: (line: string) => void): Promise<RunningServer> {
  const { config, clusters, adminPort, secrets, seed } = options;
  const bytes = await readBytes(config, 'a config_dump or an Envoy bootstrap');
  const hostStatuses =
    clusters === undefined
      ? undefined
      : readClustersStatus(parseJson(await readBytes(clusters, 'an answer of /clusters?format=json'), clusters));
  const [{ runProxy: run }, { loadSchema }, { printProtoNames }, { describeField }] = await Promise.all([
    import('../proxy/runProxy.js'),
    import('../istio/protojson/loadSchema.js'),
    import('../istio/protojson/printProtoNames.js'),
    import('../istio/protojson/describeField.js'),
  ]);
  const schema = await loadSchema();
  const passOver = new Set(options.passOver);
  return run({
    bytes,
    name: inputName(config),
    ...(hostStatuses && { hostStatuses }),
    ...(adminPort !== undefined && { adminPort }),
    canPassOver: (extension) =>
      isHarmlessFilter(extension) || passOver.has(extension.typeUrl) || passOver.has(extension.name),
    print: (message, typeName) => printProtoNames(schema, message, typeName),
    describeField: (typeName, field) => describeField(schema, typeName, field),
    fileFlushIntervalMs: options.fileFlushIntervalMs,
    drainTimeMs: options.drainTimeMs,
    ...(secrets !== undefined && { secrets: await openSecrets(secrets) }),
    ...(seed !== undefined && { seed }),
    note,
  });
}

async function openSecrets(folder: string) {
  const { secretsFromFolder } = await import('../proxy/config/secretsFromFolder.js');
  return secretsFromFolder(folder);
}
