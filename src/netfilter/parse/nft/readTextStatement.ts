import type { JsonValue } from '../../../text/json/JsonValue.js';
import { readTextMatch } from './readTextMatch.js';
import { readTextNat } from './readTextNat.js';
import { readTextMangle } from './readTextMangle.js';
import { textNumber } from './textValue.js';
import type { TokenReader } from './TokenReader.js';

/** The next statement of a rule (nft(8), STATEMENTS) in the shape of `nft -j`; `undefined` when it is not understood. */
export function readTextStatement(reader: TokenReader): readonly JsonValue[] | undefined {
  const { text } = reader.peek();
  switch (text) {
    case 'counter':
      return readCounter(reader);
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
    case 'notrack':
      reader.next();
      return [{ [text]: null }];
    case 'jump':
    case 'goto':
      reader.next();
      return [{ [text]: { target: reader.next().text } }];
    case 'redirect':
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'tproxy':
      reader.next();
      return readTextNat(reader, text);
    case 'reject':
      reader.next();
      return readReject(reader);
    case 'log':
      reader.next();
      return readLog(reader);
    case 'limit':
      reader.next();
      return readLimit(reader);
    case 'xt':
      reader.next();
      return [{ xt: { type: reader.next().text, name: reader.next().text } }];
    default:
      return readTextMangle(reader) ?? readTextMatch(reader);
  }
}

/** `counter packets 0 bytes 0`, `counter name "x"`, or the word alone. */
function readCounter(reader: TokenReader): readonly JsonValue[] {
  reader.next();
  for (const word of ['packets', 'bytes', 'name']) if (reader.take(word)) reader.next();
  return [{ counter: null }];
}

/** `reject`, `reject with tcp reset`, `reject with icmp [type] port-unreachable`. */
function readReject(reader: TokenReader): readonly JsonValue[] {
  if (!reader.take('with')) return [{ reject: null }];
  const type = reader.next().text;
  if (type === 'tcp' && reader.take('reset')) return [{ reject: { type: 'tcp reset' } }];
  reader.take('type');
  return [{ reject: { type, expr: reader.next().text } }];
}

function readLog(reader: TokenReader): readonly JsonValue[] {
  for (;;) {
    const word = ['prefix', 'level', 'group', 'snaplen', 'queue-threshold', 'flags'].find((option) =>
      reader.take(option),
    );
    if (word === undefined) return [{ log: null }];
    reader.next();
    if (word !== 'flags') continue;
    while (reader.take(',') || ['sequence', 'options'].includes(reader.peek().text)) reader.next();
  }
}

/** `limit rate [over] 10/second [burst 5 packets]`. */
function readLimit(reader: TokenReader): readonly JsonValue[] | undefined {
  if (!reader.take('rate')) return undefined;
  reader.take('over');
  const rate = reader.next().text;
  if (reader.peek().text.includes('/') || textNumber(rate) !== undefined) reader.next();
  if (reader.take('burst')) {
    reader.next();
    reader.next();
  }
  return [{ limit: rate }];
}
