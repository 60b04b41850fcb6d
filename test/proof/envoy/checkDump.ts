import { isDeepStrictEqual } from 'node:util';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import type { EnvoyConfig } from '../../../src/envoy/model/EnvoyConfig.js';
import { readEnvoyConfig } from '../../../src/envoy/parse/readEnvoyConfig.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { isJsonObject } from '../../../src/text/json/JsonValue.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { asDump } from './asDump.js';
import { everything, modelNodes } from '../../envoy/parse/wholeConfig.js';

/**
 * What Envoy prints of itself, against the bootstrap that it was given: both must be read as the same listeners and clusters, and every
 * pointer of the printed one must lead to a message of the same name. Gives what is not so, a line each.
 */
export function checkDump(printed: EnvoyConfig, bootstrap: JsonObject): readonly string[] {
  const given = readEnvoyConfig({
    dump: readConfigDump(parseJson(Buffer.from(JSON.stringify(asDump(bootstrap))), 'given')),
  });
  const faults: string[] = [];
  const compare = (what: string, a: unknown, b: unknown): void => {
    const [one, other] = [withoutPointers(a), withoutPointers(b)];
    if (!isDeepStrictEqual(one, other)) faults.push(`${what}: ${firstDifference(one, other)}`);
  };
  const byName = new Map(given.listeners().map((listener) => [listener.name, listener]));
  for (const listener of printed.listeners()) compare(`listener ${listener.name}`, byName.get(listener.name), listener);
  for (const name of given.clusterNames()) {
    const [one, other] = [given.cluster(name), printed.cluster(name)];
    compare(`cluster ${name}`, one.kind === 'found' && one.value, other.kind === 'found' && other.value);
  }
  return [...faults, ...pointerFaults(printed)];
}

function pointerFaults(config: EnvoyConfig): readonly string[] {
  const faults: string[] = [];
  for (const { node, path } of modelNodes(everything(config))) {
    if (!('at' in node) || typeof node.at !== 'string') continue;
    const document = path[0] === 'hosts' ? config.clustersDocument : config.document;
    const raw = document && resolvePointer(document.value, node.at);
    const place = `${path.join('.')} at ${node.at}`;
    if (raw === undefined) faults.push(`${place}: nothing is there`);
    // A data input goes by its type.
    else if (isJsonObject(raw) && 'name' in raw && 'name' in node && path.at(-1) !== 'input' && raw.name !== node.name)
      faults.push(`${place}: ${JSON.stringify(raw.name)} is there`);
  }
  return faults;
}

/** Plain data without pointers; maps as sorted entries, functions left out. */
function withoutPointers(value: unknown): unknown {
  if (value instanceof Map) {
    const entries: readonly (readonly [unknown, unknown])[] = [...value];
    return entries.map(([key, one]) => [key, withoutPointers(one)]).toSorted();
  }
  if (Array.isArray(value)) return value.map((one: unknown) => withoutPointers(one));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name, one]) => name !== 'at' && typeof one !== 'function');
  return Object.fromEntries(members.map(([name, one]) => [name, withoutPointers(one)]));
}

function firstDifference(a: unknown, b: unknown, path = ''): string {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    for (const name of new Set([...one.keys(), ...other.keys()])) {
      if (!isDeepStrictEqual(one.get(name), other.get(name)))
        return firstDifference(one.get(name), other.get(name), `${path}/${name}`);
    }
  }
  return `${path}: given ${textOf(a)}, printed ${textOf(b)}`;
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
}
