import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { NftRule } from './NftRuleset.js';
import type { ChainContext } from './readTextChain.js';
import { readTextStatement } from './readTextStatement.js';
import { TokenReader } from './TokenReader.js';
import type { NftToken } from './tokenize.js';

const VERDICTS = [
  'accept',
  'drop',
  'return',
  'jump',
  'goto',
  'redirect',
  'dnat',
  'snat',
  'masquerade',
  'reject',
  'queue',
];

/**
 * The statements of one rule in the shapes of `nft -j`. From the first word that is not understood on, the rule is one expression
 * that is `unsupported`, as comparison and as verdict.
 */
export function readTextRule(
  line: readonly NftToken[],
  context: Pick<ChainContext, 'family' | 'table' | 'end'>,
): Pick<NftRule, 'expressions' | 'comment'> {
  const reader = new TokenReader(line, context.end);
  const expressions: JsonValue[] = [];
  let comment: string | undefined;
  while (!reader.done) {
    if (reader.take(';')) continue;
    if (reader.peek().text === 'comment') {
      reader.next();
      comment = reader.next().text;
      continue;
    }
    const rest = reader.peek();
    const read = readTextStatement(reader);
    if (read === undefined) {
      const words = line
        .slice(line.indexOf(rest))
        .map(({ text }) => text)
        .join(' ');
      expressions.push({ match: { left: { nft: words }, op: '==', right: '' } }, { nft: words });
      break;
    }
    expressions.push(...read);
  }
  if (mayLackTarget(context) && !expressions.some(isVerdict)) {
    expressions.push({ xt: { type: 'target', name: 'lost', reason: 'text' } });
  }
  return { expressions, ...(comment === undefined ? {} : { comment }) };
}

/** nft 1.0.6 prints nothing at all for REDIRECT, DNAT and TPROXY of ip6tables (measured). */
function mayLackTarget({ family, table }: Pick<ChainContext, 'family' | 'table'>): boolean {
  return family === 'ip6' && ['raw', 'mangle', 'nat', 'filter', 'security'].includes(table);
}

function isVerdict(expression: JsonValue): boolean {
  const key = typeof expression === 'object' && expression !== null ? Object.keys(expression)[0] : undefined;
  return key !== undefined && (VERDICTS.includes(key) || key === 'xt' || key === 'mangle' || key === 'nft');
}
