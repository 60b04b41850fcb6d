import { expect, test } from 'vitest';
import { grpcFrame } from '../../../src/proxy/grpc/grpcFrame.js';
import { GrpcFrames } from '../../../src/proxy/grpc/GrpcFrames.js';

const stream = Buffer.concat([
  grpcFrame(Buffer.from('first')),
  grpcFrame(Buffer.from('')),
  grpcFrame(Buffer.from('z')),
]);

test.each([1, 4, 5, 7, stream.length])('a stream that comes %i bytes at a time has the same messages', (size) => {
  const frames = new GrpcFrames();
  const messages: string[] = [];
  for (let at = 0; at < stream.length; at += size)
    messages.push(...frames.add(stream.subarray(at, at + size)).map(String));
  expect(messages).toEqual(['first', '', 'z']);
});

test('a message that is too long is refused by its head', () => {
  expect(() => new GrpcFrames(4).add(stream.subarray(0, 5))).toThrow(RangeError);
  expect(new GrpcFrames(5).add(stream)).toHaveLength(3);
});
