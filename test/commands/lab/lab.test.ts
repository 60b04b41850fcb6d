import { describe, expect, test } from 'vitest';
import { hopctl } from '../../hopctl.js';

describe('hopctl lab: what the user has to mend', () => {
  test.each([
    [['lab', 'request', 'nowhere', 'a', 'http://b/'], 2, 'there is no lab "nowhere"'],
    [['lab', 'verify', 'nowhere', 'a', 'http://b/'], 2, 'there is no lab "nowhere"'],
    [['lab', 'verify', 'nowhere'], 2, 'FROM and URL are missing'],
    [['lab', 'verify', 'nowhere', 'a', 'http://b/', '-f', 'x.yaml'], 2, 'FROM and --file exclude each other'],
    [['lab', 'down'], 2, 'nothing says which lab'],
    [['lab', 'down', 'nowhere', '--all'], 2, 'names and --all exclude each other'],
    [['lab', 'down', 'nowhere'], 2, 'there is no lab "nowhere"'],
    [['lab', 'up'], 2, 'file'],
    [['lab', 'up', '-f', 'no-such-file.yaml'], 5, 'the lab file cannot be read'],
    [['lab', 'up', '-f', 'fixtures/labs/mtls.yaml', '--proxy', 'nginx'], 2, '--proxy'],
  ])('%j', async (args, exitCode, says) => {
    const run = await hopctl(args);
    expect([run.exitCode, run.stdout]).toEqual([exitCode, '']);
    expect(run.stderr).toContain(says);
  });
});
