import { isJsonArray, isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';

/** The exit code in the `Status` by which an exec ends; a sentence when there is none. */
export function readExitCode(status: string | undefined): number | string {
  if (status === undefined) return 'the stream breaks off before the program has ended';
  const value = parse(status);
  if (!isJsonObject(value)) return status.slice(0, 400);
  if (value.status === 'Success') return 0;
  const { details, message } = value;
  const causes = isJsonObject(details) && isJsonArray(details.causes) ? details.causes.filter(isJsonObject) : [];
  const code = causes.find(({ reason }) => reason === 'ExitCode')?.message;
  if (typeof code === 'string' && /^\d+$/.test(code)) return Number(code);
  return typeof message === 'string' ? message.slice(0, 400) : 'the program could not be run';
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
