import { ExitCode } from '../../text/ExitCode.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { UserError } from '../../text/UserError.js';

/** Written into new snapshots; raised when a reader of the old form would misread a new one. */
export const SCHEMA_VERSION = 1;

/** The name of the manifest, at the snapshot's root. */
export const MANIFEST_PATH = 'snapshot.json';

/** One file of a snapshot, or, with `error`, one that is missing. */
export interface ManifestItem {
  /** From the root, with `/`. */
  readonly path: string;
  readonly kind: string;
  /** `cluster`, `pod/NS/NAME`, `node/NAME`. */
  readonly of: string;
  /** What gave it: a command, an URL, a file. */
  readonly source: string;
  /** RFC 3339. */
  readonly at: string;
  /** Of the file's bytes, in hex; absent with `error`. */
  readonly sha256?: string;
  /** Why the file is not there. */
  readonly error?: string;
  /** In how many places something was redacted; absent where nobody did. */
  readonly redacted?: number;
}

/** What `snapshot.json` holds. */
export interface Manifest {
  readonly schemaVersion: number;
  /** RFC 3339. */
  readonly createdAt: string;
  /** What wrote it: `hopctl 0.1.0`. */
  readonly tool: string;
  readonly items: readonly ManifestItem[];
}

/** Reads `snapshot.json`. One of a newer version, or one that is none, is a `UserError` (exit 5). */
export function readManifest({ value, name }: JsonDocument): Manifest {
  if (!isJsonObject(value) || !isJsonArray(value.items)) return fail('this is no manifest of a snapshot', name);
  const { schemaVersion } = value;
  if (typeof schemaVersion !== 'number') return fail('the manifest has no schemaVersion', name);
  if (schemaVersion > SCHEMA_VERSION) {
    return fail(`the snapshot has schemaVersion ${schemaVersion}, this hopctl reads up to ${SCHEMA_VERSION}`, name);
  }
  const { items } = value;
  return {
    schemaVersion,
    createdAt: text(value, 'createdAt', name),
    tool: text(value, 'tool', name),
    items: items.map((item, i) => readItem(item, `${name}: items[${i}]`)),
  };
}

function readItem(item: JsonValue, where: string): ManifestItem {
  if (!isJsonObject(item)) return fail('an item of the manifest is no object', where);
  const optional = (key: 'sha256' | 'error'): object =>
    item[key] === undefined ? {} : { [key]: text(item, key, where) };
  return {
    path: text(item, 'path', where),
    kind: text(item, 'kind', where),
    of: text(item, 'of', where),
    source: text(item, 'source', where),
    at: text(item, 'at', where),
    ...optional('sha256'),
    ...optional('error'),
    ...(typeof item.redacted === 'number' ? { redacted: item.redacted } : {}),
  };
}

function text(object: JsonObject, key: string, where: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : fail(`${key} is not a string`, where);
}

function fail(message: string, where: string): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable });
}
