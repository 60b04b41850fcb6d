import { baseChainOf } from './baseChainOf.js';
import type { NftChain, NftRule, NftTable } from './NftRuleset.js';
import { readTextRule } from './readTextRule.js';
import { textNumber } from './textValue.js';
import type { NftToken } from './tokenise.js';

/** Where a chain stands. */
export interface ChainContext {
  readonly family: NftTable['family'];
  readonly table: string;
  readonly end: NftToken;
  /** The whole text, of which rules keep their words. */
  readonly text: string;
  readonly warnings: string[];
}

const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

/** The lines between a chain's braces: `type … hook … priority …; policy …;` and rules, by line or by semicolon. */
export function readTextChain(name: string, block: readonly NftToken[], context: ChainContext): NftChain {
  const lines = splitLines(block);
  const words = lines.filter(isDeclaration).flatMap((line) => line.map(({ text }) => text));
  const hook = words[words.indexOf('hook') + 1] ?? '';
  const isBase = words.includes('hook');
  const base = isBase ? baseChainOf(words[words.indexOf('type') + 1] ?? '', hook, priorityOf(words)) : undefined;
  if (isBase && base === undefined) {
    context.warnings.push(`table ${context.family} ${context.table}: chain ${name} at hook ${hook} is not simulated`);
  }
  const drops = words[words.indexOf('policy') + 1] === 'drop' && words.includes('policy');
  return {
    name,
    ...(base === undefined ? {} : { base, policy: drops ? 'DROP' : 'ACCEPT' }),
    rules: lines.filter((line) => !isDeclaration(line) && !isRemark(line)).map((line) => readRule(line, context)),
  };
}

/** `type … hook … priority …`, `policy …`, `flags …`: where the chain hangs and what becomes of packets at its end. */
function isDeclaration(line: readonly NftToken[]): boolean {
  const [first, second] = line.map(({ text }) => text);
  return (first === 'type' && line.some(({ text }) => text === 'hook')) || (first === 'policy' && second !== undefined);
}

/** `comment "…"` alone describes the chain. */
function isRemark(line: readonly NftToken[]): boolean {
  return line[0]?.text === 'comment' && line.length === 2;
}

/** Lines end at line ends and semicolons outside braces. */
function splitLines(block: readonly NftToken[]): readonly (readonly NftToken[])[] {
  const lines: NftToken[][] = [[]];
  let depth = 0;
  for (const token of block) {
    if (token.text === '{' && token.kind === 'punctuation') depth += 1;
    if (token.text === '}' && token.kind === 'punctuation') depth -= 1;
    const ends = token.kind === 'newline' || (token.kind === 'punctuation' && token.text === ';');
    if (!ends) lines.at(-1)?.push(token);
    else if (depth <= 0) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** `priority -100`, `priority dstnat`, `priority mangle + 10`, `priority filter - 5`. */
function priorityOf(words: readonly string[]): number {
  const [name = '', sign, offset = ''] = words.slice(words.indexOf('priority') + 1);
  const base = Object.hasOwn(PRIORITIES, name) ? (PRIORITIES[name] ?? 0) : Number.parseInt(name, 10) || 0;
  const change = textNumber(offset) ?? 0;
  return sign === '+' ? base + change : sign === '-' ? base - change : base;
}

function readRule(line: readonly NftToken[], context: ChainContext): NftRule {
  const first = line[0];
  const last = line.at(-1);
  const text = context.text.slice(first?.start ?? 0, last?.end ?? 0);
  return { ...readTextRule(line, context), text, line: first?.line ?? 1 };
}
