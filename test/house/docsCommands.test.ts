import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './sourceFiles.js';

/*
 * Whatever README.md and docs/ call `hopctl …`, in a code span or on a line of a block, is a command that exists, with flags
 * that it has.
 */
interface Command {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly flags: Readonly<Record<string, { readonly char?: string; readonly aliases?: readonly string[] }>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as {
  readonly commands: Readonly<Record<string, Command>>;
};
const commands = new Map(
  Object.values(manifest.commands).flatMap((command) =>
    [command.id, ...command.aliases].map((id) => [id, command] as const),
  ),
);

/** Topics and their short forms, as the command line takes them. */
const TOPICS: Readonly<Record<string, string>> = {
  'proxy-config': 'proxy-config',
  pc: 'proxy-config',
  snapshot: 'snapshot',
  proxy: 'proxy',
  lab: 'lab',
  node: 'node',
};

/** What is wrong with the words after `hopctl`; undefined when they are a command with flags that it has. */
function whyNot(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words;
  const topic = TOPICS[first];
  const id = topic === undefined ? first : `${topic}:${second}`;
  const command = commands.get(id);
  if (command === undefined) return `there is no command ${id}`;
  const known = new Set(['-h', '--help']);
  for (const [name, { char, aliases = [] }] of Object.entries(command.flags)) {
    for (const one of [name, `no-${name}`, ...aliases]) known.add(`--${one}`);
    if (char !== undefined) known.add(`-${char}`);
  }
  const flag = words.find(
    (word) => /^--?[a-z]/i.test(word) && !known.has(word.replace(/[=.].*$/, '')) && !known.has(word),
  );
  return flag === undefined ? undefined : `${id} has no flag ${flag}`;
}

function mentions(text: string): readonly string[] {
  const fences = text.split(/^```.*$/m);
  const blocks = fences.filter((_, index) => index % 2 === 1);
  const prose = fences.filter((_, index) => index % 2 === 0);
  const spans = prose.flatMap((part) => [...part.matchAll(/`(?:npx )?hopctl ([a-z][^`\n]*)`/g)]);
  const lines = blocks.flatMap((part) => [...part.matchAll(/^(?:\$ )?(?:npx )?hopctl ([a-z][^#\n]*)/gm)]);
  return [...spans, ...lines].map(([, words = '']) => words);
}

/** The command of a mention, without quoted text, and what follows a pipe. */
function wordsOf(mention: string): readonly string[] {
  return mention
    .replace(/'[^']*'|"[^"]*"/g, 'TEXT')
    .replace(/[|;].*$/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

const files = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md') && !name.startsWith('docs/cli/'));

const found = files.flatMap((file) =>
  mentions(readFileSync(join(ROOT, file), 'utf8')).map((mention) => [file, mention] as const),
);

describe('what the docs call is there', () => {
  test.each(found)('%s: hopctl %s', (_file, mention) => {
    expect(whyNot(wordsOf(mention))).toBeUndefined();
  });
});

test('the guard sees what does not exist', () => {
  expect(whyNot(['trace-requst', 'a', 'b'])).toBe('there is no command trace-requst');
  expect(whyNot(['pc', 'listeners', '--prt', '80'])).toBe('proxy-config:listeners has no flag --prt');
  expect(whyNot(['proxy-config', 'listener', 'TARGET', '--port', '80', '-o', 'wide'])).toBeUndefined();
  expect(mentions('see `hopctl explain UH`\n```console\n$ npx hopctl check a | b\n```\nhopctl itself\n')).toEqual([
    'explain UH',
    'check a | b',
  ]);
  expect(wordsOf("trace a b -H 'x: --y' | head")).toEqual(['trace', 'a', 'b', '-H', 'TEXT']);
});
