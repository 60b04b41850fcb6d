import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { NftRule } from './NftRuleset.js';
import type { ChainContext } from './readTextChain.js';
import { readTextStatement } from './readTextStatement.js';
import { TokenReader } from './TokenReader.js';
import type { NftToken } from './tokenise.js';

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
    expressions.push(...(isTranslated(context) ? read.map(asTranslated) : read));
  }
  if (mayLackTarget(context) && !expressions.some(isVerdict)) {
    expressions.push({ lost: 'nft does not print the nat and TPROXY targets of ip6tables' });
  }
  return { expressions, ...(comment === undefined ? {} : { comment }) };
}

/** nft 1.0.6 prints nothing at all for REDIRECT, DNAT and TPROXY of ip6tables (measured). */
function mayLackTarget({ family, table }: Pick<ChainContext, 'family' | 'table'>): boolean {
  return family === 'ip6' && (table === 'mangle' || table === 'nat');
}

/** A table in which iptables-nft keeps its rules, which nft's text translates. */
function isTranslated({ family, table }: Pick<ChainContext, 'family' | 'table'>): boolean {
  return family !== 'inet' && ['raw', 'mangle', 'nat', 'filter', 'security'].includes(table);
}

/**
 * The translations that lose something (measured with nft 1.0.6): of `addrtype` with two types one is shown, and the masks of
 * CONNMARK are shown wrong. They are taken for what `nft -j` says: the name only.
 */
function asTranslated(expression: JsonValue): JsonValue {
  const text = JSON.stringify(expression);
  if (text.startsWith('{"match":') && text.includes('"fib":')) return { xt: { type: 'match', name: 'addrtype' } };
  const masked = text.startsWith('{"mangle":') && text.includes('"ct":') && /"[&|^]":/.test(text);
  return masked ? { xt: { type: 'target', name: 'CONNMARK' } } : expression;
}

function isVerdict(expression: JsonValue): boolean {
  const key = typeof expression === 'object' && expression !== null ? Object.keys(expression)[0] : undefined;
  return (
    key !== undefined &&
    (VERDICTS.includes(key) || key === 'xt' || key === 'mangle' || key === 'notrack' || key === 'nft')
  );
}
