import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { Placeholders } from './Placeholders.js';
import { redactAll } from './redactAll.js';
import { sweepSecrets } from './sweepSecrets.js';

/** A container of a pod: variables keep their names, arguments stay only where the container's name is open. */
export function redactContainer(
  value: JsonValue,
  placeholders: Placeholders,
  redactFields: (part: JsonObject) => JsonObject,
): JsonValue {
  if (!isJsonObject(value)) return redactAll(value, 'text', placeholders);
  const { args, command, env, ...rest } = value;
  const isOpen = typeof value.name === 'string' && placeholders.open.containers.has(value.name);
  const argument = (one: JsonValue): JsonValue =>
    isOpen && typeof one === 'string' ? sweepSecrets(one, placeholders) : redactAll(one, 'argument', placeholders);
  const parts = new Map(Object.entries(redactFields(rest)));
  if (isJsonArray(command)) parts.set('command', command.map(argument));
  if (isJsonArray(args)) parts.set('args', args.map(argument));
  if (isJsonArray(env))
    parts.set(
      'env',
      env.map((one) => variable(one, placeholders)),
    );
  return Object.fromEntries(
    Object.keys(value).flatMap((key) => {
      const part = parts.get(key);
      return part === undefined ? [] : [[key, part] as const];
    }),
  );
}

function variable(entry: JsonValue, placeholders: Placeholders): JsonValue {
  if (!isJsonObject(entry)) return redactAll(entry, 'environment', placeholders);
  const { name } = entry;
  const isOpen = typeof name === 'string' && placeholders.open.variables.has(name);
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => {
      if (key === 'name') return [key, value];
      if (key === 'valueFrom') return [key, reference(value, placeholders)];
      return [
        key,
        isOpen && typeof value === 'string'
          ? sweepSecrets(value, placeholders)
          : redactAll(value, 'environment', placeholders),
      ];
    }),
  );
}

/** `valueFrom`: where the value is, not the value. */
function reference(value: JsonValue, placeholders: Placeholders): JsonValue {
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, reference(one, placeholders)]));
  }
  return typeof value === 'string' ? sweepSecrets(value, placeholders) : value;
}
