import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, textAt } from '../objects/json.js';
import { StatusError } from '../server/Status.js';

/** JSON patch (RFC 6902). */
export function jsonPatch(target: JsonValue, patch: JsonValue): JsonValue {
  if (!isJsonArray(patch)) throw new StatusError(400, 'BadRequest', 'error decoding patch: it is no array');
  return patch.reduce<JsonValue>(applyOne, target);
}

function applyOne(target: JsonValue, operation: JsonValue): JsonValue {
  const path = pointer(textAt(operation, 'path'));
  const from = pointer(textAt(operation, 'from'));
  const value = at(operation, 'value') ?? null;
  const op = textAt(operation, 'op');
  switch (op) {
    case 'add':
      return change(target, path, () => value, 'add');
    case 'replace':
      return change(target, path, () => value, 'replace');
    case 'remove':
      return change(target, path, () => undefined, 'replace');
    case 'copy':
      return change(target, path, () => read(target, from) ?? null, 'add');
    case 'move':
      return change(
        change(target, from, () => undefined, 'replace'),
        path,
        () => read(target, from) ?? null,
        'add',
      );
    case 'test':
      if (JSON.stringify(read(target, path)) !== JSON.stringify(value))
        throw unprocessable(`testing value ${textAt(operation, 'path')} failed: test failed`);
      return target;
    default:
      throw unprocessable(`Unexpected kind: ${op}`);
  }
}

function change(
  target: JsonValue | undefined,
  path: readonly string[],
  value: () => JsonValue | undefined,
  mode: 'add' | 'replace',
): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) return value() ?? null;
  if (isJsonArray(target)) {
    const index = first === '-' ? target.length : Number(first);
    const copy = [...target];
    if (rest.length > 0) copy[index] = change(copy[index], rest, value, mode);
    else {
      const fresh = value();
      copy.splice(index, mode === 'add' ? 0 : 1, ...(fresh === undefined ? [] : [fresh]));
    }
    return copy;
  }
  if (!isJsonObject(target)) throw unprocessable(`the path does not exist: ${path.join('/')}`);
  if (rest.length > 0) return { ...target, [first]: change(target[first], rest, value, mode) };
  if (mode === 'replace' && !Object.hasOwn(target, first))
    throw unprocessable(`remove operation does not apply: doc is missing path: "/${path.join('/')}": missing value`);
  const fresh = value();
  const others = Object.fromEntries(Object.entries(target).filter(([key]) => key !== first));
  return fresh === undefined ? others : { ...target, [first]: fresh };
}

function pointer(text: string): readonly string[] {
  return text
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(target: JsonValue, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (here, step) => (isJsonArray(here) ? here[Number(step)] : at(here, step)),
    target,
  );
}

function unprocessable(message: string): StatusError {
  return new StatusError(422, 'Invalid', `the server rejected our request due to an error in our request: ${message}`);
}
