import fc from 'fast-check';
import { joinPointer } from '../../../src/text/json/pointer.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';

/** JSON texts as several writers print them: keys may be repeated, escaped, `__proto__`; blanks may be anywhere. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{
  value: string;
  scalar: string;
  array: string;
  object: string;
}>((tie) => {
  const blank = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t');
  const padded = (text: fc.Arbitrary<string>) => fc.tuple(blank, text, blank).map((parts) => parts.join(''));
  const key = fc.constantFrom(
    '"a"',
    '"b"',
    '"\\u0061"',
    '""',
    '"a/b"',
    '"~"',
    '"__proto__"',
    '"é🚀"',
    '"\\""',
    '"1"',
    '"}"',
  );
  const scalar = fc.oneof(
    fc.constantFrom('null', 'true', 'false', '""', '"[{"', '"\\\\"', '"\\"]"', '-0', '1e3', '0.5'),
    fc.jsonValue({ maxDepth: 0 }).map((value) => JSON.stringify(value)),
  );
  return {
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('scalar'), tie('array'), tie('object')),
    scalar,
    array: fc.array(padded(tie('value')), { maxLength: 4 }).map((elements) => `[${elements.join(',')}]`),
    object: fc
      .array(fc.tuple(padded(key), padded(tie('value'))), { maxLength: 5 })
      .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`),
  };
}).value;

/** The pointers of a value and of all that is inside it. */
export function allPointers(value: JsonValue, pointer = ''): readonly string[] {
  const inside = isJsonArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return [pointer, ...inside.flatMap(([at, child]) => allPointers(child, joinPointer(pointer, at)))];
}
