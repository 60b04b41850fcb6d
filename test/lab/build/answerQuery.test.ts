import { describe, expect, test } from 'vitest';
import { answerQuery } from '../../../src/lab/child/dns/answerQuery.js';

const RECORDS = { 'web.default.svc.cluster.local': ['10.96.0.1', 'fd96::1'] };

/** A query for `name`, with id 0x1234 and recursion desired. */
function query(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

/** Response code, number of answers, and the last bytes, where the last address is. */
function answer(name: string, type: number): readonly unknown[] {
  const bytes = answerQuery(query(name, type), RECORDS) ?? Buffer.alloc(12);
  return [(bytes[3] ?? 0) & 15, bytes[7], bytes.subarray(-4).toString('hex')];
}

describe('the name server', () => {
  test('answers A', () => expect(answer('web.default.svc.cluster.local', 1)).toEqual([0, 1, '0a600001']));
  test('answers AAAA', () => expect(answer('Web.default.SVC.cluster.local', 28)).toEqual([0, 1, '00000001']));
  test('knows a name without such an address', () =>
    expect(answer('web.default.svc.cluster.local', 16).slice(0, 2)).toEqual([0, 0]));
  test('knows no other name', () => expect(answer('web', 1).slice(0, 2)).toEqual([3, 0]));
  test('answers no garbage', () => expect(answerQuery(Buffer.from('garbage'), RECORDS)).toBeUndefined());
});
