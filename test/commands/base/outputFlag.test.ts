import { parse } from '@oclif/core/parser';
import { expect, test } from 'vitest';
import { outputFlag } from '../../../src/commands/base/outputFlag.js';
import { UserError } from '../../../src/text/UserError.js';

const FLAGS = { output: outputFlag(['short', 'json', 'jsonpath']) };

test.each([
  [[], 'short'],
  [['-o', 'json'], 'json'],
  [['-ojson'], 'json'],
  [['--output=short'], 'short'],
  [['-o', 'jsonpath={.a.b}'], 'jsonpath={.a.b}'],
  [['-o=jsonpath=$.a'], 'jsonpath=$.a'],
])('%j is %s', async (argv, expected) => {
  expect((await parse(argv, { flags: FLAGS })).flags).toMatchObject({ output: expected });
});

test.each([[['-o', 'xml']], [['-o', 'jsonpath']], [['-o', 'jsonpathx=1']], [['-o', 'JSON']], [['-o', '']]])(
  '%j is a usage error that names the formats',
  async (argv) => {
    const error: unknown = await parse(argv, { flags: FLAGS }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, hint: 'one of short, json, jsonpath=EXPR' });
  },
);

test('a command without jsonpath refuses it', async () => {
  const flags = { output: outputFlag(['short', 'json']) };
  await expect(parse(['-o', 'jsonpath=$'], { flags })).rejects.toBeInstanceOf(UserError);
});
