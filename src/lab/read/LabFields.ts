import type { Fields } from '../../kube/read/Fields.js';
import { nearestWord } from '../../text/nearestWord.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** A place in a lab file: what is read there, and what a mistake is called by. */
export interface LabFields {
  readonly fields: Fields;
  readonly where: string;
}

/** A mistake in a lab file (exit 2). */
export function labError(where: string, message: string, hint?: string): UserError {
  return new UserError(message, { where, exitCode: ExitCode.usage, ...(hint === undefined ? {} : { hint }) });
}

/** Refuses a key that is none of `known` (exit 2). */
export function refuseOthers({ fields, where }: LabFields, known: readonly string[]): void {
  const unknown = Object.keys(fields.value).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearestWord(unknown, known);
  throw labError(
    where,
    `a lab file has no ${JSON.stringify(unknown)} here`,
    near === undefined ? `There are ${known.join(', ')}.` : `Did you mean ${near}?`,
  );
}

/** A word of a closed list, or the default (exit 2 for another). */
export function wordOf<T extends string>(at: LabFields, key: string, words: readonly T[], byDefault: T): T {
  const text = at.fields.string(key);
  if (text === undefined) return byDefault;
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw labError(`${at.where}: ${key}`, `${JSON.stringify(text)} is none of ${words.join(', ')}`);
}

/** A text that has to be there (exit 2). */
export function textOf(at: LabFields, key: string): string {
  const text = at.fields.string(key);
  if (text !== undefined && text !== '') return text;
  throw labError(at.where, `${key} is missing`);
}

/** A map of texts. Numbers count as text, as in `version: 1`. */
export function textsOf(at: LabFields, key: string): Readonly<Record<string, string>> {
  const map = at.fields.object(key);
  return Object.fromEntries(Object.keys(map.value).map((name) => [name, String(map.intOrString(name) ?? '')]));
}
