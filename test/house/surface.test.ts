import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@oclif/core/command';
import type { Manifest } from '@oclif/core/interfaces';
import { expect, test } from 'vitest';
import { TOPIC_ALIASES } from '../../src/commands/base/topics.js';
import { ROOT } from './sourceFiles.js';

/*
 * The flag surface: every command, alias, argument, flag, letter and value, one a line. Whoever takes one away breaks
 * somebody's script, and sees it here. What is meant to change: npx vitest run test/house/surface -u
 */
test('the flag surface', async () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as Manifest;
  const commands = Object.values(manifest.commands).flatMap((command) => [...commandLines(command), '']);
  const topics = Object.entries(TOPIC_ALIASES).map(([alias, topic]) => `${alias} = ${topic}`);
  await expect([...topics, '', ...commands].join('\n')).toMatchFileSnapshot('surface.txt');
});

function commandLines(command: Command.Cached): readonly string[] {
  const aliases = [...command.aliases, ...command.hiddenAliases].map((alias) => ` | ${alias.replaceAll(':', ' ')}`);
  return [
    `hopctl ${command.id.replaceAll(':', ' ')}${aliases.join('')}`,
    ...Object.values(command.args).map(argumentLine),
    ...Object.values(command.flags)
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(flagLine),
  ];
}

function argumentLine({ name, required, multiple, options }: Command.Arg.Cached): string {
  const marks = [
    required === true ? 'required' : 'optional',
    ...(multiple === true ? ['several'] : []),
    ...(options ?? []),
  ];
  return `  ${name.toUpperCase()} (${marks.join(', ')})`;
}

function flagLine(flag: Command.Flag.Cached): string {
  const letters = [flag.char, ...(flag.charAliases ?? [])]
    .filter((char) => char !== undefined)
    .map((char) => `-${char}`);
  const names = [flag.name, ...(flag.aliases ?? [])].map((name) => `--${name}`);
  if (flag.type === 'boolean')
    return `  ${[...letters, ...names].join(', ')}${flag.allowNo ? ` | --no-${flag.name}` : ''}`;
  const value = flag.options?.join('|') ?? flag.helpValue ?? 'VALUE';
  const marks = [
    flag.multiple ? ' ...' : '',
    flag.required === true ? ' (required)' : '',
    flag.default === undefined ? '' : ` [${String(flag.default)}]`,
  ];
  return `  ${[...letters, ...names].join(', ')} ${[value].flat().join('|')}${marks.join('')}`;
}
