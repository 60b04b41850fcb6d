import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@oclif/core/command';
import { expect, test } from 'vitest';
import { ROOT, sourceFiles } from './sourceFiles.js';

const FILES = sourceFiles()
  .map(({ path }) => path)
  .filter((path) => path.startsWith('src/commands/') && !path.startsWith('src/commands/base/'));

test('the manifest has a command for every file, and no other', () => {
  const { commands } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as { commands: object };
  const ids = FILES.map((path) => path.slice('src/commands/'.length, -'.ts'.length).replaceAll('/', ':'));
  expect(Object.keys(commands).sort()).toEqual(ids.sort());
});

test.each(FILES)('%s leaves stdin and the arguments behind a flag alone, and says what it does', async (path) => {
  const { default: command } = (await import(join(ROOT, path))) as { default: Command.Class };
  const flags = Object.entries({ ...command.baseFlags, ...command.flags });
  const greedy = flags.filter(
    ([, flag]) => flag.type === 'option' && flag.multiple === true && flag.multipleNonGreedy !== true,
  );
  const readsStdin = Object.entries(command.args).filter(([, arg]) => arg.ignoreStdin !== true);
  const undescribed = [...flags, ...Object.entries(command.args)].filter(([, { description }]) => !description);
  expect({ greedy, readsStdin, undescribed }).toEqual({ greedy: [], readsStdin: [], undescribed: [] });
  expect(command.summary).toMatch(/^[A-Z].*[^.]$/);
});
