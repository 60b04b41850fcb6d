import type { JsonValue } from '../../../text/json/JsonValue.js';
import { textValue } from './textValue.js';
import type { NftToken } from './tokenise.js';

/**
 * The elements of a named set, none when it is empty; an element's timeout and comment are passed over. `undefined` for a set of
 * concatenations, which is not modelled.
 */
export function readTextSet(block: readonly NftToken[]): readonly JsonValue[] | undefined {
  const type = block.findIndex(({ text, kind }) => text === 'type' && kind === 'word');
  for (let at = type + 1; type >= 0 && at < block.length && !endsLine(block[at]); at += 1) {
    if (block[at]?.text === '.') return undefined;
  }
  const start = block.findIndex(({ text }, at) => text === 'elements' && block[at + 1]?.text === '=');
  if (start < 0) return [];
  const elements: JsonValue[] = [];
  let first = true;
  for (const token of block.slice(start + 3)) {
    if (token.kind === 'newline') continue;
    if (token.kind === 'punctuation') {
      if (token.text === '}') break;
      first = token.text === ',';
    } else if (first) {
      elements.push(textValue(token.text));
      first = false;
    }
  }
  return elements;
}

function endsLine(token: NftToken | undefined): boolean {
  return token?.kind === 'newline' || token?.text === ';';
}
