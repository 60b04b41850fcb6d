import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { afterAll, describe, expect, test } from 'vitest';
import { readBytes } from '../../src/sources/file/readBytes.js';
import { archiveFiles } from '../../src/sources/snapshot/archiveFiles.js';
import { folderFiles } from '../../src/sources/snapshot/folderFiles.js';
import { writeSnapshot } from '../../src/sources/snapshot/writeSnapshot.js';
import { UserError } from '../../src/text/UserError.js';

const ROOT = mkdtempSync(join(tmpdir(), 'hopctl-sources-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

/** A folder below `ROOT` with these files. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(ROOT, name, path, '..'), { recursive: true });
    writeFileSync(join(ROOT, name, path), text);
  }
  return join(ROOT, name);
}

type TarEntry = Partial<Header> & { readonly name: string; readonly text?: string };

async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { text = '', ...header } of entries) archive.entry(header, text);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const MANIFEST = { name: 'snapshot.json', text: '{}' };

async function told(bytes: Uint8Array): Promise<string> {
  const files = await archiveFiles(bytes, 'a.tgz');
  return files.paths.map((path) => `${path}=${Buffer.from(files.read(path)).toString()}`).join(' ');
}

describe('a file', () => {
  test.each([
    ['that is missing', join(ROOT, 'nope'), 'there is no such file'],
    ['below a file', join(folder('f', { a: '' }), 'a', 'b'), 'a part of the path is no folder'],
    ['that is a folder', ROOT, 'this is a folder, not a file'],
    ['without a name', '', 'there is no such file'],
    ['with a NUL in its name', 'a\0b', 'this is no name of a file'],
  ])('%s', async (_what, path, message) => {
    await expect(readBytes(path, 'a config_dump')).rejects.toThrow(
      expect.objectContaining({ message, hint: 'A config_dump is expected.', exitCode: 5 }),
    );
  });
});

describe('a folder', () => {
  test('its files, and what lies beside them not', () => {
    const path = folder('plain', {
      'snapshot.json': '{}',
      'dns.txt': '',
      'pods/web/a/nft.txt': 'x',
      'README.md': '',
      'other/b': '',
    });
    const files = folderFiles(path);
    expect(files?.paths).toEqual(['dns.txt', 'pods/web/a/nft.txt', 'snapshot.json']);
    expect(files && Buffer.from(files.read('pods/web/a/nft.txt')).toString()).toBe('x');
    expect(files?.sourceOf('dns.txt')).toEqual({ kind: 'snapshot', path: join(path, 'dns.txt') });
  });
  test('none', () =>
    expect([folderFiles(join(ROOT, 'nope')), folderFiles(join(folder('g', { a: '' }), 'a'))]).toEqual([
      undefined,
      undefined,
    ]));
  test.each([
    ['a file that is a link', 'pods/web/a/config_dump.json'],
    ['a folder that is a link', 'objects'],
    ['the manifest a link', 'snapshot.json'],
  ])('refused: %s', (what, link) => {
    const path = folder(what, { 'pods/web/a/nft.txt': '' });
    symlinkSync('/etc', join(path, link));
    expect(() => folderFiles(path)).toThrow(
      expect.objectContaining({ message: 'symbolic links are not followed', where: join(path, link), exitCode: 5 }),
    );
  });
});

describe('an archive', () => {
  test('tar', async () => expect(await told(await tar([MANIFEST]))).toBe('snapshot.json={}'));
  test('tar.gz', async () => expect(await told(gzipSync(await tar([MANIFEST])))).toBe('snapshot.json={}'));
  test('as tar -C . writes it', async () =>
    expect(
      await told(
        await tar([
          { name: './', type: 'directory' },
          { name: './snapshot.json', text: '{}' },
        ]),
      ),
    ).toBe('snapshot.json={}'));
  test('in a folder of its own', async () =>
    expect(
      await told(
        await tar([
          { name: 'shop/snapshot.json', text: '{}' },
          { name: 'shop/dns.txt', text: 'a' },
        ]),
      ),
    ).toBe('dns.txt=a snapshot.json={}'));
  test('with objects alone, which is no folder of its own', async () =>
    expect(await told(await tar([{ name: 'objects/a.yaml', text: 'a' }]))).toBe('objects/a.yaml=a'));
  test('a long name', async () =>
    expect(await told(await tar([MANIFEST, { name: `objects/${'x'.repeat(150)}.yaml`, text: 'a' }]))).toContain(
      '.yaml=a',
    ));
  test('a path given twice: the last', async () =>
    expect(await told(await tar([MANIFEST, { ...MANIFEST, text: '{"a":1}' }]))).toBe('snapshot.json={"a":1}'));
  test('its sources name the archive', async () =>
    expect((await archiveFiles(await tar([MANIFEST]), 'a.tgz')).sourceOf('dns.txt').path).toBe('a.tgz:dns.txt'));

  const link: TarEntry = { name: 'objects/a.yaml', type: 'symlink', linkname: '/etc/passwd' };
  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a path with ..', () => tar([{ name: 'objects/../../x', text: '' }]), /leads out of it: objects\/\.\.\/\.\.\/x/],
    ['an absolute path', () => tar([{ name: '/etc/x', text: '' }]), /leads out of it/],
    ['a symbolic link', () => tar([link]), /holds a symlink,/],
    ['a hard link', () => tar([{ ...link, type: 'link' }]), /holds a link,/],
    ['a device', () => tar([{ name: 'objects/x', type: 'character-device' }]), /character-device/],
    [
      'one that ends early',
      async () => (await tar([{ ...MANIFEST, text: 'x'.repeat(5000) }])).subarray(0, 2048),
      /damaged or incomplete/,
    ],
    ['gzip that ends early', async () => gzipSync(await tar([MANIFEST])).subarray(0, 60), /damaged or incomplete/],
    ['gzip of something else', async () => gzipSync('x'.repeat(1000)), /neither a folder nor a \.tar\.gz/],
    ['no archive', async () => Buffer.from('{"configs": []}'), /neither a folder nor a \.tar\.gz/],
    ['nothing', async () => Buffer.alloc(0), /neither a folder nor a \.tar\.gz/],
  ])('refused: %s', async (_what, make, message) => {
    const error: unknown = await archiveFiles(await make(), 'a.tgz').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message) as string,
      where: 'a.tgz',
      exitCode: 5,
    });
  });
});

describe('writing', () => {
  const FILES = [
    { path: 'snapshot.json', bytes: () => Buffer.from('{}') },
    { path: 'pods/web/a/nft.txt', bytes: () => Buffer.from('é\0') },
  ];
  test.each(['out', 'out.tgz', 'out.tar.gz'])('%s reads back the same', async (name) => {
    const output = join(ROOT, name);
    await writeSnapshot(output, FILES, new Date(0));
    const files = folderFiles(output) ?? (await archiveFiles(await readBytes(output, ''), name));
    expect(files.paths).toEqual(FILES.map(({ path }) => path).sort());
    for (const { path, bytes } of FILES) expect(Buffer.compare(files.read(path), bytes())).toBe(0);
  });
  test('the same files and time are the same bytes', async () => {
    await writeSnapshot(join(ROOT, 'one.tgz'), FILES, new Date(0));
    await writeSnapshot(join(ROOT, 'two.tgz'), FILES, new Date(0));
    expect(readFileSync(join(ROOT, 'one.tgz'))).toEqual(readFileSync(join(ROOT, 'two.tgz')));
  });
  test('only the owner may read it', async () => {
    await writeSnapshot(join(ROOT, 'mine.tgz'), FILES, new Date(0));
    await writeSnapshot(join(ROOT, 'mine'), FILES, new Date(0));
    expect(statSync(join(ROOT, 'mine.tgz')).mode & 0o777).toBe(0o600);
    expect(statSync(join(ROOT, 'mine/snapshot.json')).mode & 0o777).toBe(0o600);
  });
  test('nothing is left of one that cannot be made', async () => {
    const broken = {
      path: 'dns.txt',
      bytes: (): Uint8Array => {
        throw new UserError('no', { exitCode: 5 });
      },
    };
    await expect(writeSnapshot(join(ROOT, 'half.tgz'), [...FILES, broken], new Date(0))).rejects.toThrow('no');
    expect(readdirSync(ROOT).filter((name) => name.startsWith('half'))).toEqual([]);
  });
  test('what exists is left alone', async () => {
    const output = folder('there', { a: '' });
    await expect(writeSnapshot(output, FILES, new Date(0))).rejects.toMatchObject({
      message: 'this exists already',
      exitCode: 2,
    });
  });
  test('where nothing can be written', async () => {
    const output = join(folder('file', { a: '' }), 'a', 'out.tgz');
    await expect(writeSnapshot(output, FILES, new Date(0))).rejects.toMatchObject({
      message: 'it cannot be written: a part of the path is no folder',
      exitCode: 5,
    });
  });
});
