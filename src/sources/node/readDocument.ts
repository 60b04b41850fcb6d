import { Fields } from '../../kube/read/Fields.js';
import { ExitCode } from '../../text/ExitCode.js';
import { isJsonObject } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { UserError } from '../../text/UserError.js';
import { DOCUMENT_VERSION, type BackendState, type DocumentFile, type NodeDocument } from './NodeDocument.js';

/** Reads what `hopctl node collect` printed. What is none of it, or of a newer version, is a `UserError` (exit 5). */
export function readDocument(bytes: Uint8Array, name: string): NodeDocument {
  const { value } = parseJson(bytes, name);
  if (!isJsonObject(value) || value.kind !== 'NodeCollection')
    throw new UserError('this is no output of hopctl node collect', { where: name, exitCode: ExitCode.unreadable });
  const fields = new Fields(value, 'NodeCollection:', name);
  const schemaVersion = fields.number('schemaVersion') ?? 0;
  if (schemaVersion > DOCUMENT_VERSION) {
    throw new UserError(`this has schemaVersion ${schemaVersion}, this hopctl reads up to ${DOCUMENT_VERSION}`, {
      where: name,
      exitCode: ExitCode.unreadable,
    });
  }
  return {
    schemaVersion,
    kind: 'NodeCollection',
    createdAt: fields.string('createdAt') ?? '',
    tool: fields.string('tool') ?? '',
    of: fields.string('of') ?? '',
    facts: Object.fromEntries(fields.stringMap('facts')),
    backends: fields.objects('backends').map(readBackend),
    notes: fields.strings('notes'),
    files: fields.objects('files').map(readFile),
  };
}

function readBackend(fields: Fields): BackendState {
  const why = fields.string('why');
  return {
    backend: oneOf(['nft', 'legacy', 'nftables'], fields.string('backend'), 'nftables'),
    family: oneOf(['ip', 'ip6', 'any'], fields.string('family'), 'any'),
    state: oneOf(['rules', 'tables', 'none', 'unreadable'], fields.string('state'), 'unreadable'),
    tables: fields.strings('tables'),
    ...(why === undefined ? {} : { why }),
  };
}

function readFile(fields: Fields): DocumentFile {
  const about = { name: fields.string('name') ?? '', source: fields.string('source') ?? '' };
  const base64 = fields.string('base64');
  const error = fields.string('error');
  if (error !== undefined) return { ...about, error };
  return base64 === undefined ? { ...about, text: fields.string('text') ?? '' } : { ...about, base64 };
}

function oneOf<T extends string>(words: readonly T[], word: string | undefined, otherwise: T): T {
  return words.find((one) => one === word) ?? otherwise;
}
