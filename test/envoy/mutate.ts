import fc from 'fast-check';
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/text/json/JsonValue.js';

/** One of `values` after up to six of its parts, at any depth, became something else. */
export function broken(values: readonly JsonValue[]): fc.Arbitrary<JsonValue> {
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });
  return fc
    .tuple(fc.nat(values.length - 1), mutations)
    .map(([index, all]) =>
      all.reduce<JsonValue>((value, { steps, by }) => mutate(value, steps, by), values[index] ?? {}),
    );
}

/** Replaces what a walk down the value meets; each step picks a member, and the walk ends at random depths. */
function mutate(value: JsonValue, steps: readonly number[], by: JsonValue): JsonValue {
  const [step, ...rest] = steps;
  if (step === undefined) return by;
  if (isJsonArray(value) && value.length > 0) {
    const index = step % value.length;
    return value.map((item, each) => (each === index ? mutate(item, rest, by) : item));
  }
  if (!isJsonObject(value)) return by;
  const keys = Object.keys(value);
  const key = keys[step % keys.length];
  return key === undefined ? by : { ...value, [key]: mutate(value[key] ?? null, rest, by) };
}

const anyJson = fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as JsonValue);

const mutation = fc.record({
  steps: fc.array(fc.nat(1000), { minLength: 2, maxLength: 25 }),
  by: fc.oneof(anyJson, fc.constantFrom<JsonValue>({}, [{}], { value: {} })),
});
