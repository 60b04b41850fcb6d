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

/** Names go into paths and commands. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,100}[a-z0-9])?$/;

/** A name as those of Kubernetes' objects, or the default (exit 2 for what is none). */
export function nameOf(at: LabFields, key: string, byDefault?: string): string {
  const name = byDefault === undefined || at.fields.has(key) ? textOf(at, key) : byDefault;
  if (NAME.test(name)) return name;
  throw labError(at.where, `${key} is no name: ${JSON.stringify(name)}`);
}

/** A map of texts. Numbers count as text, as in `version: 1`. */
export function textsOf(at: LabFields, key: string): Readonly<Record<string, string>> {
  const map = at.fields.object(key);
  return Object.fromEntries(Object.keys(map.value).map((name) => [name, String(map.intOrString(name) ?? '')]));
}

/** The port `key`, if there is one (exit 2 for what is none). */
export function portOf({ fields, where }: LabFields, key: string): number | undefined {
  const port = fields.number(key);
  if (port === undefined || (Number.isInteger(port) && port >= 1 && port <= 0xffff)) return port;
  throw labError(where, `${key} is no number from 1 to 65535`);
}

/** The greatest user id; the next number says "unchanged" to the kernel. */
const MAX_ID = 0xffff_fffe;

/** The user or group id `key`, or the default (exit 2 for what is none). */
export function idOf({ fields, where }: LabFields, key: string, byDefault: number): number {
  const id = fields.number(key) ?? byDefault;
  if (Number.isInteger(id) && id >= 0 && id <= MAX_ID) return id;
  throw labError(where, `${key} is no number from 0 to ${MAX_ID}`);
}
