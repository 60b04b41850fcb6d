import { describe, expect, test } from 'vitest';
import { placeFiles, type NamedFiles } from '../../src/app/placeFiles.js';

describe('where a file belongs', () => {
  test.each<[string, NamedFiles, readonly string[]]>([
    ['objects', { objects: ['/tmp/all.yaml'] }, ['objects/all.yaml=/tmp/all.yaml']],
    [
      'objects keep their order',
      { objects: ['b.yaml', 'a.json'] },
      ['objects/1-b.yaml=b.yaml', 'objects/2-a.json=a.json'],
    ],
    ['objects without a suffix, on stdin', { objects: ['-'] }, ['objects/stdin.yaml=-']],
    ['names', { dns: 'x' }, ['dns.txt=x']],
    [
      'a pod’s',
      { pod: 'web/a', podFiles: { 'config_dump.json': 'd', 'clusters.json': undefined } },
      ['pods/web/a/config_dump.json=d'],
    ],
    ['any', { add: ['nodes/n/nft.json=a=b'] }, ['nodes/n/nft.json=a=b']],
  ])('%s', (_what, named, expected) => {
    expect(placeFiles(named).map(({ path, file }) => `${path}=${file}`)).toEqual(expected);
  });

  test.each<[string, NamedFiles, string]>([
    ['a pod without namespace', { pod: 'a', podFiles: { 'nft.json': 'x' } }, '--pod "a" is not NAMESPACE/NAME'],
    ['no file', { add: ['dns.txt='] }, '--add "dns.txt=" is not PATH=FILE'],
    ['no path', { add: ['=x'] }, '--add "=x" is not PATH=FILE'],
    ['one place twice', { dns: 'a', add: ['dns.txt=b'] }, 'two files are given for dns.txt'],
  ])('usage: %s', (_what, named, message) => {
    expect(() => placeFiles(named)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
  });
});
