import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { renderTrace, TRACE_FORMATS, type TraceFormat } from '../../../src/render/trace/renderTrace.js';
import { createPalette } from '../../../src/text/Palette.js';
import { safeBlock } from '../../../src/text/safeText.js';
import { STEP_KINDS } from '../../../src/trace/model/Step.js';
import type { Trace } from '../../../src/trace/model/Trace.js';
import { VERDICT_CODES } from '../../../src/trace/model/Verdict.js';
import { arbitraryTrace, ASSUMPTIONS, OUTCOMES, STAGES } from './arbitraryTrace.js';

const SCHEMA = join(import.meta.dirname, '..', '..', '..', 'schemas', 'trace.schema.json');
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as {
  $defs: Record<string, { properties: Record<string, { enum?: string[] }> }>;
};
const validate = new Ajv2020().compile(schema);

const palette = createPalette(false);
const render = (trace: Trace, format: TraceFormat): string =>
  renderTrace(trace, format, { palette, tool: { name: 'hopctl', version: '1.2.3' }, allPaths: true });

describe('whatever a trace holds', () => {
  test.each(TRACE_FORMATS)('%s has no character that makes a terminal act, and ends its last line', (format) => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const printed = render(trace, format);
        expect(safeBlock(printed).replaceAll('\t', '\\t')).toBe(printed);
        expect(printed.endsWith('\n')).toBe(true);
      }),
    );
  });

  test('minimal and JSON lines have a line for each thing they tell', () => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const rest = trace.notFollowed < 0.000_001 ? 0 : 1;
        expect(render(trace, 'minimal').split('\n')).toHaveLength(trace.outcomes.length + rest + 1);
        expect(render(trace, 'jsonl').split('\n')).toHaveLength(2);
      }),
    );
  });

  test('JSON is as the schema says and keeps every string; YAML is the same data', () => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const data = JSON.parse(render(trace, 'json')) as Trace;
        expect([validate(data), validate.errors]).toEqual([true, null]);
        expect(data.verdict).toEqual(trace.verdict);
        expect(data.hops).toEqual(trace.hops);
        expect(data.request.headers).toEqual(trace.request.headers);
        expect(JSON.parse(render(trace, 'jsonl'))).toEqual(data);
        expect(parse(render(trace, 'yaml'), { maxAliasCount: -1 })).toEqual(data);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the schema knows every word of the closed lists', () => {
  const words = (type: string, field: string): readonly string[] | undefined =>
    schema.$defs[type]?.properties[field]?.enum?.toSorted();
  test.each([
    ['step', 'kind', STEP_KINDS],
    ['step', 'outcome', OUTCOMES],
    ['hop', 'stage', STAGES],
    ['verdict', 'code', VERDICT_CODES],
    ['assumption', 'kind', ASSUMPTIONS],
  ] as const)('%s.%s', (type, field, list) => expect(words(type, field)).toEqual([...list].toSorted()));

  test('and refuses a field that it does not know', () => {
    const data = JSON.parse(render(fc.sample(arbitraryTrace, { numRuns: 1, seed: 1 })[0] ?? never(), 'json')) as object;
    expect(validate(data)).toBe(true);
    expect(validate({ ...data, more: 1 })).toBe(false);
    expect(validate({ ...data, schemaVersion: 2 })).toBe(false);
  });
});

function never(): never {
  throw new Error('no sample');
}
