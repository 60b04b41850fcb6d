import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFaults } from '../../src/app/findFaults.js';
import { parseTarget } from '../../src/kube/target/parseTarget.js';
import { readSnapshot } from '../../src/facts/snapshot/readSnapshot.js';
import { archiveFiles } from '../../src/sources/snapshot/archiveFiles.js';
import { UserError } from '../../src/text/UserError.js';

const OBJECTS = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'ambient', 'objects', '10-books.yaml'));
const TEXTS: readonly (readonly [string, string])[] = [
  ['sockets.txt', 'tcp LISTEN 0 1 *:80 *:*\n0: 0100007F:3A98 00000000:0000 0A'],
  ['addresses.txt', '2: eth0: <UP>\n inet 10.0.0.2/24 scope global eth0'],
  ['addresses.json', '[{"ifname": "eth0", "addr_info": [{"local": "10.0.0.2", "prefixlen": 24}]}]'],
  ['routes.txt', 'default via 10.0.0.1 dev eth0\n\tnexthop via 10.0.0.1 dev eth0'],
  ['ip-rules.txt', '32765: from all fwmark 0x539/0xff lookup 133'],
  ['ip-rules.json', '[{"priority": 1, "src": "all", "table": "main"}]'],
  ['sysctls.txt', 'net.ipv4.ip_forward = 1'],
];

/** A text with one stretch of it replaced. */
function damaged(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      at: fc.nat(original.length),
      length: fc.nat(40),
      text: fc.oneof(fc.string(), fc.constantFrom('[', '{', '&a', '*a', '"', '\n', ': ', '\0')),
    })
    .map(({ at, length, text }) =>
      Buffer.concat([original.subarray(0, at), Buffer.from(text), original.subarray(at + length)]),
    );
}

function faultsOf(path: string, bytes: Uint8Array): readonly unknown[] {
  const files = { name: 's', paths: [path], read: () => bytes, sourceOf: () => ({ kind: 'snapshot' as const, path }) };
  return findFaults(readSnapshot(files, () => undefined));
}

describe('damaged files are read, or refused as the user’s', () => {
  test('objects', () => {
    fc.assert(
      fc.property(damaged(OBJECTS), (bytes) =>
        faultsOf('objects/a.yaml', bytes).every((fault) => fault instanceof UserError),
      ),
      { numRuns: 60 },
    );
  });
  test.each(TEXTS)('%s', (name, text) => {
    fc.assert(
      fc.property(damaged(Buffer.from(text)), (bytes) =>
        faultsOf(`pods/web/a/${name}`, bytes).every((fault) => fault instanceof UserError),
      ),
      { numRuns: 300 },
    );
  });
  test('archives', async () => {
    const packed = pack();
    packed.entry({ name: 'objects/a.yaml' }, OBJECTS.subarray(0, 700));
    packed.entry({ name: `objects/${'x'.repeat(120)}.yaml` }, 'a');
    packed.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of packed) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const tar = Buffer.concat(chunks);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          damaged(tar),
          damaged(gzipSync(tar)),
          fc.nat(tar.length).map((end) => tar.subarray(0, end)),
        ),
        async (bytes) => {
          const opened: unknown = await archiveFiles(bytes, 'a.tgz').catch((error: unknown) => error);
          expect(opened instanceof UserError || !(opened instanceof Error)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
  test('TARGETs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseTarget(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
