import type { Fields } from '../../../kube/read/Fields.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';

/** The text of a field that is base64; `undefined` when it is empty. What is no base64 is a `UserError` (exit 5) that does not quote it. */
export function decodeData(fields: Fields, key: string, file: string): string | undefined {
  const text = (fields.string(key) ?? '').replace(/[\r\n]/g, '');
  if (text === '') return undefined;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new UserError(`${key} is not base64`, { where: file, exitCode: ExitCode.unreadable });
  return Buffer.from(text, 'base64').toString('latin1');
}
