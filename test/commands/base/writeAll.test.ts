import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { writeAll } from '../../../src/commands/base/writeAll.js';

test('every chunk arrives in order, and no more than one is waiting', async () => {
  const written: string[] = [];
  const waiting: number[] = [];
  const stream: Writable = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      waiting.push(stream.writableLength);
      setImmediate(done);
    },
  });
  await writeAll(stream, ['one', 'two', 'three']);
  expect(written).toEqual(['one', 'two', 'three']);
  expect(Math.max(...waiting)).toBeLessThanOrEqual('three'.length);
});
