import { field, objectsField, stringField } from '../../envoy/dump/field.js';
import { Message } from '../../envoy/parse/Message.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import { DumpBuilder, type Resource } from './DumpBuilder.js';
import type { PrintMessage } from './ProxyConfig.js';
import { XdsFiles, type XdsFile } from './XdsFiles.js';

/** What a bootstrap is read with. */
export interface BootstrapOptions {
  readonly print: PrintMessage;
  /** RFC 3339. */
  readonly now: string;
  /** What the proxy says of itself in `node`. */
  readonly identity: JsonObject;
}

/**
 * Makes of a bootstrap, and of the files that its config sources name, what Envoy would print as `/config_dump`; with the place
 * that each resource comes from. Rejects with a `UserError` (exit 5) for a source that is no file or cannot be read.
 */
export async function readBootstrap(bootstrap: JsonObject, name: string, options: BootstrapOptions) {
  const files = new XdsFiles();
  const dump = new DumpBuilder(options.print, options.now);
  const message = new Message(bootstrap, '');
  const { staticOf, dynamicOf } = resourceReaders(bootstrap, name);
  const sourceAt = (part: Message | undefined, fieldName: string) =>
    part?.has(fieldName) === true
      ? files.open(part.message(fieldName), `${name}:${part.pointer(fieldName)}`)
      : undefined;
  const dynamic = message.message('dynamic_resources');
  const cds = await sourceAt(dynamic, 'cds_config');
  const lds = await sourceAt(dynamic, 'lds_config');
  for (const secret of staticOf('secrets')) dump.add('secret', 'static', secret);
  const found = new Finder(files, dump);
  for (const state of ['static', 'dynamic'] as const) {
    for (const cluster of state === 'static' ? staticOf('clusters') : dynamicOf(cds)) {
      dump.add('cluster', state, cluster);
      await found.endpoints(cluster, state);
      await found.secrets(cluster.value, cluster.source);
    }
  }
  for (const state of ['static', 'dynamic'] as const) {
    for (const listener of state === 'static' ? staticOf('listeners') : dynamicOf(lds)) {
      const json = dump.add('listener', state, listener);
      await found.routes(json, listener.source);
      await found.secrets(listener.value, listener.source);
    }
  }
  const printed = options.print(bootstrap, 'envoy.config.bootstrap.v3.Bootstrap');
  const node = isJsonObject(printed.node) ? printed.node : {};
  return dump.build(
    { node: { ...node, ...options.identity }, ...without(printed, 'node') },
    { clusters: cds?.versionInfo ?? '', listeners: lds?.versionInfo ?? '', hasHttp: found.hasHttp },
  );
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function resourceReaders(bootstrap: JsonObject, name: string) {
  const statics = field(bootstrap, 'static_resources');
  const staticOf = (list: string): readonly Resource[] =>
    objectsField(isJsonObject(statics) ? statics : undefined, list).map((value, index) => ({
      name: stringField(value, 'name') ?? '',
      value,
      source: `${name}:${joinPointer('/static_resources', list, index)}`,
      versionInfo: '',
    }));
  const dynamicOf = (file: XdsFile | undefined): readonly Resource[] => (file ? resourcesOf(file, 'name') : []);
  return { staticOf, dynamicOf };
}

function resourcesOf(file: XdsFile, nameField: string): readonly Resource[] {
  return file.resources.map((resource, index) => ({
    name: stringField(resource, nameField) ?? '',
    value: without(resource, '@type'),
    source: `${file.path}:/resources/${index}`,
    versionInfo: file.versionInfo,
  }));
}

/** Follows what resources refer to: EDS, RDS and SDS files. */
class Finder {
  /** Whether an HTTP connection manager was met. */
  hasHttp = false;
  readonly #seen = new Set<string>();

  constructor(
    private readonly files: XdsFiles,
    private readonly dump: DumpBuilder,
  ) {}

  async endpoints({ name, value, source }: Resource, state: 'static' | 'dynamic'): Promise<void> {
    const eds = new Message(value, '').message('eds_cluster_config');
    if (eds === undefined) return;
    const wanted = eds.text('service_name') ?? name;
    await this.#add('endpoint_config', state, eds.message('eds_config'), wanted, `${source}/eds_cluster_config`);
  }

  /** Route configurations inside HTTP connection managers are static ones; those by RDS are looked up. */
  async routes(value: JsonValue, source: string): Promise<void> {
    for (const manager of objectsWithin(value)) {
      if (stringField(manager, '@type')?.endsWith('.HttpConnectionManager') !== true) continue;
      this.hasHttp = true;
      const inline = field(manager, 'route_config');
      if (isJsonObject(inline)) {
        const name = stringField(inline, 'name') ?? '';
        this.dump.add('route_config', 'static', {
          name,
          value: inline,
          source: `${source}/…/route_config`,
          versionInfo: '',
        });
      }
      const rds = new Message(manager, '').message('rds');
      if (rds?.has('config_source') === true)
        await this.#add(
          'route_config',
          'dynamic',
          rds.message('config_source'),
          rds.string('route_config_name'),
          source,
        );
    }
  }

  async secrets(value: JsonValue, source: string): Promise<void> {
    for (const config of objectsWithin(value)) {
      const sds = new Message(config, '');
      if (sds.has('sds_config'))
        await this.#add('secret', 'dynamic', sds.message('sds_config'), sds.string('name'), source);
    }
  }

  async #add(
    kind: 'endpoint_config' | 'route_config' | 'secret',
    state: 'static' | 'dynamic',
    configSource: Message | undefined,
    wanted: string,
    where: string,
  ): Promise<void> {
    // Secrets may also come over SDS from a socket, which is for who fetches them.
    if (kind === 'secret' && configSource?.first('path_config_source', 'path') === undefined) return;
    if (this.#seen.has(`${kind} ${wanted}`)) return;
    this.#seen.add(`${kind} ${wanted}`);
    const file = await this.files.open(configSource, where);
    const nameField = kind === 'endpoint_config' ? 'cluster_name' : 'name';
    const resource = resourcesOf(file, nameField).find(({ name }) => name === wanted);
    if (resource) this.dump.add(kind, state, resource);
  }
}

function* objectsWithin(value: JsonValue): Generator<JsonObject> {
  if (isJsonArray(value)) for (const item of value) yield* objectsWithin(item);
  if (!isJsonObject(value)) return;
  yield value;
  for (const item of Object.values(value)) yield* objectsWithin(item);
}
