import type { JsonValue } from '../../../text/json/JsonValue.js';
import { textNumber } from './textValue.js';
import type { TokenReader } from './TokenReader.js';

/** The translator of iptables' rules writes words. */
const OPERATORS: Readonly<Record<string, string>> = { '&': '&', '|': '|', '^': '^', and: '&', or: '|', xor: '^' };

/**
 * `meta mark set …`, `ct mark set …`, `ct zone set …`, and `mark set …`, as iptables' MARK is translated; `undefined`, with nothing
 * taken, when no such statement comes next.
 */
export function readTextMangle(reader: TokenReader): readonly JsonValue[] | undefined {
  const of = reader.peek().text;
  const bare = of === 'mark' && reader.peek(1).text === 'set';
  if (!bare && ((of !== 'meta' && of !== 'ct') || reader.peek(2).text !== 'set')) return undefined;
  const key = readField(reader);
  if (key === undefined) return undefined;
  reader.next();
  const value = readOperations(reader);
  return value === undefined ? [{ nft: 'set' }] : [{ mangle: { key, value } }];
}

/** `meta mark`, `ct mark`; `mark` is `meta mark`. */
function readField(reader: TokenReader): JsonValue | undefined {
  const of = reader.peek().text;
  if (of === 'mark') {
    reader.next();
    return { meta: { key: 'mark' } };
  }
  if (of !== 'meta' && of !== 'ct') return undefined;
  reader.next();
  return { [of]: { key: reader.next().text } };
}

/** A number, or a field and what is done to it, left to right: `ct mark & 0xfffff111 | 0x00000111`. */
function readOperations(reader: TokenReader): JsonValue | undefined {
  const number = textNumber(reader.peek().text);
  if (number !== undefined) {
    reader.next();
    return number;
  }
  let value = readField(reader);
  while (value !== undefined && Object.hasOwn(OPERATORS, reader.peek().text)) {
    const operator = OPERATORS[reader.next().text] ?? '';
    const operand = textNumber(reader.next().text);
    value = operand === undefined ? undefined : { [operator]: [value, operand] };
  }
  return value;
}
