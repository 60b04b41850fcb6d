import { ExitCode } from '../../text/ExitCode.js';
import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import { Fields } from './Fields.js';
import type { KubeObject } from './KubeObject.js';
import { readDocuments } from './readDocuments.js';
import { readMeta } from './readMeta.js';

/**
 * The Kubernetes objects in a YAML or JSON stream, in its order; a `List` (or `PodList`, …) counts as its items. A document that is no
 * Kubernetes object is a `UserError` (exit 5) that names the file and the line.
 *
 * @param name the file's name, for messages
 */
export function readObjects(text: string, name: string): readonly KubeObject[] {
  return readDocuments(text, name).flatMap(({ value, line }) =>
    unpack(value, line === undefined ? name : `${name}:${line}`, undefined),
  );
}

function unpack(
  value: JsonValue,
  where: string,
  list: { kind: string; apiVersion: string } | undefined,
): readonly KubeObject[] {
  if (!isJsonObject(value)) return fail('this is not a Kubernetes object', where);
  const fields = new Fields(value, 'object:', where);
  // The items of a typed list, as the API serves them, have no kind of their own.
  const kind = fields.string('kind') ?? list?.kind ?? '';
  const apiVersion = fields.string('apiVersion') ?? list?.apiVersion ?? '';
  if (kind === '' || apiVersion === '') return fail('a Kubernetes object needs kind and apiVersion', where);
  if (kind.endsWith('List') && fields.has('items')) {
    const items = fields.objects('items').map((item) => item.value);
    const itemKind = { kind: kind.slice(0, -'List'.length), apiVersion };
    return items.flatMap((item, i) => unpack(item, `${where} items[${i}]`, itemKind));
  }
  const meta = readMeta(kind, new Fields(value, `${kind}:`, where).object('metadata'));
  if (meta.name === '') return fail(`the ${kind} has no metadata.name`, where);
  const slash = apiVersion.indexOf('/');
  return [{ apiVersion, group: slash < 0 ? '' : apiVersion.slice(0, slash), kind, meta, raw: value, where }];
}

function fail(message: string, where: string): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable });
}
