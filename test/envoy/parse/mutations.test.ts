import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { UserError } from '../../../src/text/UserError.js';
import { configOf, documentOf, everything, modelNodes, readDocument } from './wholeConfig.js';

const DUMPS = [
  'fixtures/ambient/pods/books/waypoint-6f7c8d9b5-c4j6w/config_dump.json',
  'fixtures/bookstore-15/pods/books/details-v1-54b8794ddf-jxksn/config_dump.json',
  'fixtures/hijack-119-fault/pods/canary/toolbox-97948fc8-ptlct/config_dump.json',
].map((path) => readDocument(path).value);

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

/** The model of what is left of a dump; empty if it is no dump any more, which its reader refuses with a sentence. */
function readAll(value: JsonValue): object {
  try {
    const config = configOf(documentOf(value));
    return { ...everything(config), found: config.listenerAt('0.0.0.0:15006'), secret: config.secret('default') };
  } catch (error) {
    if (error instanceof UserError) return {};
    throw error;
  }
}

describe('a dump that is broken somewhere', () => {
  it('is read without an error, and every pointer leads somewhere', () => {
    fc.assert(
      fc.property(fc.nat(DUMPS.length - 1), fc.array(mutation, { minLength: 1, maxLength: 6 }), (index, mutations) => {
        const dump = DUMPS[index] ?? {};
        const broken = mutations.reduce<JsonValue>((value, { steps, by }) => mutate(value, steps, by), dump);
        for (const { node } of modelNodes(readAll(broken))) {
          const at = 'at' in node ? node.at : undefined;
          if (typeof at === 'string') expect(resolvePointer(broken, at), at).toBeDefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});
