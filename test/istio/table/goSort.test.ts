import { describe, expect, test } from 'vitest';
import { goSort } from '../../../src/istio/table/goSort.js';

/** What Go made of the cases below. */
const GO_15 = '1d 1a 1b 1e 1c 2a 2e 2b 2c 2d 3c 3d 3e 3a 3b';

const ROUTES =
  '50051 7000 kube-dns:9153 9100 search:8090 9080 15010 15014 80 8080 gateway:15021 inbound|80|| InboundPassthroughCluster 3000 20'.split(
    ' ',
  );
const GO_ROUTES =
  '20 80 3000 7000 8080 9080 9100 15010 15014 search:8090 gateway:15021 inbound|80|| InboundPassthroughCluster 50051 kube-dns:9153';

const GO_400 = 1010236635;

/** Sorts by the number in front; what follows tells equal items apart. */
function sorted(items: readonly string[]): string {
  return goSort(items, (a, b) => parseInt(a) < parseInt(b)).join(' ');
}

/** `0a 0b 0c …`: `count` items that are all equal. */
const equal = (count: number) => Array.from({ length: count }, (_, i) => `0${String.fromCharCode(97 + i)}`);

describe('as Go 1.26 sorts', () => {
  test('up to twelve items equal ones keep their order', () => {
    expect(sorted(['1a', '0a', '1b', '0b', '1c'])).toBe('0a 0b 1a 1b 1c');
    expect(sorted(equal(12))).toBe(equal(12).join(' '));
  });

  test('thirteen equal items are in order already', () => {
    expect(sorted(equal(13))).toBe(equal(13).join(' '));
  });

  test('beyond twelve equal items may change places', () => {
    const items = ['3a', '1a', '2a', '3b', '1b', '2b', '3c', '1c', '2c', '3d', '1d', '2d', '3e', '1e', '2e'];
    expect(sorted(items)).toBe(GO_15);
  });

  test('a falling range is turned round', () => {
    const falling = Array.from({ length: 20 }, (_, i) => String(20 - i));
    expect(sorted(falling)).toBe(falling.toReversed().join(' '));
  });

  test('a comparison that is no order: names are barriers for numbers', () => {
    const number = (text: string) => (/^[0-9]+$/.test(text) ? Number(text) : NaN);
    const sort = (items: readonly string[]) => goSort(items, (a, b) => number(a) < number(b)).join(' ');
    expect(sort(['9', 'x', '8', '7', 'y', '1'])).toBe('9 x 7 8 y 1');
    expect(sort(ROUTES)).toBe(GO_ROUTES);
  });

  test('many items, by every path of the algorithm', () => {
    const items = Array.from({ length: 400 }, (_, i) => `${(i * 7919) % 37}.${i}`);
    expect(hash(sorted(items))).toBe(GO_400);
  });
});

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return sum;
}
