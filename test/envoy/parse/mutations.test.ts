import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { UserError } from '../../../src/text/UserError.js';
import { broken } from '../mutate.js';
import { configOf, documentOf, everything, modelNodes, readDocument } from './wholeConfig.js';

const DUMPS = [
  'fixtures/ambient/pods/books/waypoint-6f7c8d9b5-c4j6w/config_dump.json',
  'fixtures/bookstore-15/pods/books/details-v1-54b8794ddf-jxksn/config_dump.json',
  'fixtures/hijack-119-fault/pods/canary/toolbox-97948fc8-ptlct/config_dump.json',
].map((path) => readDocument(path).value);

/** The model of what is left of a dump; empty if it is no dump any more, which its reader refuses with a sentence. */
function readAll(value: JsonValue): object {
  try {
    const config = configOf(documentOf(value));
    return { ...everything(config), found: config.listenerAt('0.0.0.0:15006'), secret: config.secret('default') };
  } catch (error) {
    if (error instanceof UserError) return {};
    throw error;
  }
}

describe('a dump that is broken somewhere', () => {
  it('is read without an error, and every pointer leads somewhere', () => {
    fc.assert(
      fc.property(broken(DUMPS), (dump) => {
        for (const { node } of modelNodes(readAll(dump))) {
          const at = 'at' in node ? node.at : undefined;
          if (typeof at === 'string') expect(resolvePointer(dump, at), at).toBeDefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});
