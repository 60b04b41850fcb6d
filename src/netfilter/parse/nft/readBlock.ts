import type { TokenReader } from './TokenReader.js';
import type { NftToken } from './tokenise.js';

/** The tokens up to the `}` that closes the block just opened; `undefined` when nothing closes it. */
export function readBlock(reader: TokenReader): readonly NftToken[] | undefined {
  const block: NftToken[] = [];
  let depth = 1;
  while (!reader.done) {
    const token = reader.next();
    if (token.kind === 'punctuation' && token.text === '{') depth += 1;
    if (token.kind === 'punctuation' && token.text === '}') depth -= 1;
    if (depth === 0) return block;
    block.push(token);
  }
  return undefined;
}
