import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { NftChain, NftRuleset, NftTable } from './NftRuleset.js';
import { readBlock } from './readBlock.js';
import { readTextChain } from './readTextChain.js';
import { readTextSet } from './readTextSet.js';
import { TokenReader } from './TokenReader.js';
import { tokenise, type NftToken } from './tokenise.js';

/** What the text is. */
export type NftListing =
  | { readonly kind: 'ruleset'; readonly ruleset: NftRuleset }
  | { readonly kind: 'unreadable'; readonly why: string; readonly line: number };

/** `table FAMILY NAME { … }`, one after another. */
export function readNftListing(text: string): NftListing {
  const tokens = tokenise(text);
  const end = tokens.at(-1);
  if (end === undefined) return { kind: 'ruleset', ruleset: { tables: [], warnings: [] } };
  const reader = new TokenReader(tokens, end);
  const tables: NftTable[] = [];
  const warnings: string[] = [];
  for (;;) {
    skipNewlines(reader);
    if (reader.done) return { kind: 'ruleset', ruleset: { tables, warnings } };
    const { line, text: word } = reader.peek();
    if (!reader.take('table')) return { kind: 'unreadable', why: `\`table\` is expected, not \`${word}\``, line };
    const family = reader.next().text;
    const name = reader.next().text;
    if (tables.some((table) => table.family === family && table.name === name))
      return { kind: 'unreadable', why: `table ${family} ${name} stands twice`, line };
    const block = reader.take('{') ? readBlock(reader) : undefined;
    if (block === undefined) return { kind: 'unreadable', why: `table ${family} ${name} is not closed`, line };
    if (family !== 'ip' && family !== 'ip6' && family !== 'inet')
      warnings.push(`table ${family} ${name} is not simulated`);
    else tables.push(...readTable(family, name, block, end, text, warnings));
  }
}

function skipNewlines(reader: TokenReader): void {
  while (reader.peek().kind === 'newline' || reader.peek().text === ';') reader.next();
}

function readTable(
  family: NftTable['family'],
  name: string,
  block: readonly NftToken[],
  end: NftToken,
  text: string,
  warnings: string[],
): NftTable[] {
  const reader = new TokenReader(block, end);
  const chains: NftChain[] = [];
  const sets = new Map<string, readonly JsonValue[]>();
  while (!reader.done) {
    const { text: word } = reader.next();
    if (word === 'flags' && reader.take('dormant')) {
      warnings.push(`table ${family} ${name} is dormant: its chains are not in force`);
      return [];
    }
    if (word !== 'chain' && word !== 'set') continue;
    const object = reader.next().text;
    const body = reader.take('{') ? readBlock(reader) : undefined;
    if (body === undefined) continue;
    if (word === 'chain') chains.push(readTextChain(object, body, { family, table: name, end, text, warnings }));
    else {
      const elements = readTextSet(body);
      if (elements !== undefined) sets.set(object, elements);
    }
  }
  return [{ family, name, chains, sets }];
}
