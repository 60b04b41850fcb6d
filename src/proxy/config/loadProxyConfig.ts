import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import { field } from '../../envoy/dump/field.js';
import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readEnvoyConfig } from '../../envoy/parse/readEnvoyConfig.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { parseConfigFile } from './parseConfigFile.js';
import { proxyIdentity } from './proxyIdentity.js';
import type { PrintMessage, ProxyConfig } from './ProxyConfig.js';
import { readBootstrap } from './readBootstrap.js';

/** What a configuration is read from. */
export interface ConfigInput {
  readonly bytes: Uint8Array;
  /** As the user knows it. */
  readonly name: string;
  /** `/clusters?format=json` of the same proxy: the hosts that a dump without endpoints lacks. */
  readonly hostStatuses?: ClustersStatus;
  readonly print: PrintMessage;
  readonly now: Date;
}

/**
 * Reads a `config_dump` or a bootstrap, in JSON or YAML, told apart by what is in it.
 *
 * @throws UserError (exit 5) for what cannot be read, or is neither.
 */
export async function loadProxyConfig(input: ConfigInput): Promise<ProxyConfig> {
  const { bytes, name, hostStatuses } = input;
  const value = await parseConfigFile(bytes, name);
  const isBootstrap = ['static_resources', 'dynamic_resources'].some((part) => field(value, part) !== undefined);
  const options = { print: input.print, now: input.now.toISOString(), identity: proxyIdentity() };
  const { value: dumpValue, origins } = isBootstrap
    ? await readBootstrap(value, name, options)
    : { value, origins: new Map<string, string>() };
  const document: JsonDocument = isBootstrap
    ? { name, value: dumpValue, text: JSON.stringify(dumpValue, undefined, 1) }
    : { name, value, text: Buffer.from(bytes).toString('utf8') };
  const dump = readConfigDump(document);
  return {
    kind: isBootstrap ? 'bootstrap' : 'config_dump',
    config: readEnvoyConfig({ dump, ...(hostStatuses && { hostStatuses }) }),
    dump,
    bootstrap: bootstrapOf(dump.bootstrap?.bootstrap),
    sourceOf(at) {
      for (let end = at.length; end > 0; end = at.lastIndexOf('/', end - 1)) {
        const origin = origins.get(at.slice(0, end));
        if (origin !== undefined) return origin + at.slice(end);
      }
      return `${name}:${at}`;
    },
  };
}

function bootstrapOf(value: JsonObject | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
