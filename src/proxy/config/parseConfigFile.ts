import { ExitCode } from '../../text/ExitCode.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { UserError } from '../../text/UserError.js';

/**
 * A configuration file: JSON, or YAML of one document if it does not begin with a brace.
 *
 * @throws UserError (exit 5) that says where it cannot be read.
 */
export async function parseConfigFile(bytes: Uint8Array, name: string): Promise<JsonObject> {
  const value = isJson(bytes) ? parseJson(bytes, name).value : await parseYaml(bytes, name);
  if (isJsonObject(value)) return value;
  throw new UserError('this is no message: an object is expected', { where: name, exitCode: ExitCode.unreadable });
}

function isJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return first === 0x7b || first === 0x5b || first === undefined;
}

async function parseYaml(bytes: Uint8Array, name: string) {
  const { readDocuments } = await import('../../kube/read/readDocuments.js');
  const documents = readDocuments(Buffer.from(bytes).toString('utf8'), name);
  if (documents.length > 1)
    throw new UserError(`${documents.length} documents where one is expected`, {
      where: name,
      exitCode: ExitCode.unreadable,
    });
  return documents[0]?.value ?? null;
}
