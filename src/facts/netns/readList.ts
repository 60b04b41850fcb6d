import { Fields } from '../../kube/read/Fields.js';
import { ExitCode } from '../../text/ExitCode.js';
import { isJsonArray, isJsonObject } from '../../text/json/JsonValue.js';
import { parseJson } from '../../text/json/parseJson.js';
import { UserError } from '../../text/UserError.js';

/** The objects of a JSON list, as `ip -j` prints it (`{}` stands for an entry that it left empty). */
export function readList(bytes: Uint8Array, file: string, what: string): readonly Fields[] {
  const { value } = parseJson(bytes, file);
  if (!isJsonArray(value)) {
    throw new UserError(`this is no output of ${what}`, { where: file, exitCode: ExitCode.unreadable });
  }
  return value.flatMap((item, i) => (isJsonObject(item) ? [new Fields(item, `${what}: [${i}]`, file)] : []));
}
