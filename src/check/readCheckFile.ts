import { readDocuments } from '../kube/read/readDocuments.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../text/json/JsonValue.js';
import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';
import type { Check, CheckFile } from './CheckFile.js';
import { checkError, refuseUnknown, textOf } from './checkError.js';
import { readExpectation } from './readExpectation.js';
import { readCheckRequest } from './readCheckRequest.js';

/**
 * Reads a file of checks: `snapshot`, `defaults` (words that every request has unless it says otherwise), `checks`. A word
 * that is not known, or of the wrong shape, is a usage error that names the file and the check; something else than a file of checks
 * cannot be read (exit 5).
 */
export function readCheckFile(text: string, file: string): CheckFile {
  const [document] = readDocuments(text, file);
  const root = document?.value;
  if (root === undefined || !isJsonObject(root) || root.checks === undefined) {
    throw new UserError('this is no file of checks: there is no list `checks` in it', {
      where: file,
      hint: 'Write checks: with a list below it.',
      exitCode: ExitCode.unreadable,
    });
  }
  refuseUnknown(root, ['snapshot', 'defaults', 'checks'], file);
  const defaults =
    root.defaults === undefined
      ? {}
      : readCheckRequest(objectOf(root.defaults, `${file}: defaults`), `${file}: defaults`);
  const list = root.checks;
  if (!Array.isArray(list)) throw checkError(file, 'checks is no list');
  const entries: readonly JsonValue[] = list;
  if (entries.length === 0)
    throw checkError(file, 'checks is empty', 'A file that checks nothing would hold for ever.');
  const checks = entries.map((entry, index) =>
    readCheck(objectOf(entry, `${file}: check ${index + 1}`), defaults, file, index),
  );
  const snapshot = textOf(root, 'snapshot', file);
  return { checks, ...(snapshot === undefined ? {} : { snapshot }) };
}

function readCheck(entry: JsonObject, defaults: Check['request'], file: string, index: number): Check {
  const name = textOf(entry, 'name', file) ?? `check ${index + 1}`;
  const where = `${file}: ${name}`;
  refuseUnknown(entry, ['name', 'request', 'expect'], where);
  const request = { ...defaults, ...readCheckRequest(objectOf(entry.request, `${where}: request`), where) };
  return { name, request, expect: readExpectation(objectOf(entry.expect, `${where}: expect`), where) };
}

function objectOf(value: JsonValue | undefined, where: string): JsonObject {
  if (value !== undefined && isJsonObject(value)) return value;
  throw checkError(where, 'is missing, or no mapping');
}
