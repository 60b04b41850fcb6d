import { expect, test } from 'vitest';
import { countLongWalks } from '../countLongWalks.js';
import { verdict, world, type Files } from './harness.js';
import { FRONTEND, smallShop } from './smallShop.js';

const DUMP = `pods/${FRONTEND}/config_dump.json`;
const SERVICES = 600;

/** The shop with hundreds of services like catalog in the sender's dump. */
function largeShop(): Files {
  const small = smallShop();
  const grown = JSON.parse(JSON.stringify(small[DUMP]), (_key, value: unknown) => {
    if (!Array.isArray(value)) return value;
    const items = value as unknown[];
    const found = items.find((item) =>
      /^\{"(?:cluster|endpoint_config|name)":[^]*catalog\.web/.test(JSON.stringify(item)),
    );
    if (found === undefined || items.length < 3) return items;
    const text = JSON.stringify(found);
    const copies = Array.from({ length: SERVICES }, (_, index): unknown =>
      JSON.parse(
        text
          .replaceAll('catalog.web', `svc-${index}.web`)
          .replaceAll('"catalog"', `"svc-${index}"`)
          .replaceAll('10.96.10.20', `10.97.${index >> 8}.${index & 255}`),
      ),
    );
    return [...items, ...copies];
  }) as unknown;
  return { ...small, [DUMP]: grown };
}

test('a later trace walks no list of clusters, endpoints, listeners or virtual hosts', () => {
  const files = largeShop();
  expect(JSON.stringify(files[DUMP])).toContain(`svc-${SERVICES - 1}.web.svc.cluster.local:8080`);
  const ask = world(files);
  const trace = (): string => verdict(ask(FRONTEND, 'http://catalog:8080/items', { assume: ['shop.tag=pass'] }));
  expect(countLongWalks(SERVICES, trace)).toBeGreaterThan(0);
  expect(countLongWalks(SERVICES, trace)).toBe(0);
  expect(trace()).toBe('DELIVERED');
});
