import { describe, expect, it } from 'vitest';
import { camelCase } from '../../../src/envoy/dump/field.js';
import { configOf, documentOf, everything, readDocument } from './wholeConfig.js';
import { toCamelCase } from './toCamelCase.js';

const DUMPS = [
  'fixtures/shop/pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json',
  'fixtures/shop/pods/pay/payments-66d8f7c9b5-7zq4c/config_dump.json',
  'fixtures/shop/pods/istio-system/istio-ingressgateway-5d6f9c7b88-r4m2h/config_dump.json',
  'fixtures/ambient/pods/books/waypoint-6f7c8d9b5-c4j6w/config_dump.json',
  'fixtures/bookstore-15/pods/books/details-v1-54b8794ddf-jxksn/config_dump.json',
];

/** A model as text, without what the spelling must change: pointers, and what is kept as it was read. */
function text(model: object): string {
  return JSON.stringify(model, (key, value: unknown) => {
    if (key === 'at' && typeof value === 'string') return camelCase(value);
    if (value instanceof Map) return [...value];
    if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unparsed')
      return { ...value, value: 0 };
    return typeof value === 'bigint' ? String(value) : value;
  });
}

describe('a dump in camelCase', () => {
  it.each(DUMPS)('says what %s says', (path) => {
    const document = readDocument(path);
    const camel = documentOf(toCamelCase(document.value));
    expect(camel.text).not.toMatch(/"(?:filter_chains|virtual_hosts|connect_timeout)"/);
    expect(text(everything(configOf(camel)))).toBe(text(everything(configOf(document))));
  });
});
