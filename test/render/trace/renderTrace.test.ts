import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { renderTrace, type TraceFormat } from '../../../src/render/trace/renderTrace.js';
import { createPalette } from '../../../src/text/Palette.js';
import { SCENARIOS } from './scenarios.js';
import { traceOf } from './traceOf.js';

const SCHEMA = join(import.meta.dirname, '..', '..', '..', 'schemas', 'trace.schema.json');
const validate = new Ajv2020().compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
const tool = { name: 'hopctl', version: '1.2.3' };
const plain = createPalette(false);

describe.each(Object.entries(SCENARIOS))('%s', (name, scenario) => {
  const trace = traceOf(scenario);
  const render = (format: TraceFormat): string =>
    renderTrace(trace, format, { palette: plain, tool, allPaths: scenario.pins?.allBranches === true });
  const golden = (form: string): string => join('goldens', `${name}.${form}.txt`);

  test('detailed', () => expect(render('detailed')).toMatchFileSnapshot(golden('detailed')));

  test('no line of its own is longer than 120 columns', () => {
    const long = render('detailed')
      .split('\n')
      .filter((line) => line.length > 120);
    const verbatim = /^ .{16} -A |#\/|--pin /;
    expect(long.filter((line) => !verbatim.test(line))).toEqual([]);
  });

  test('summary and minimal', () =>
    expect(`${render('summary')}\n${render('minimal')}`).toMatchFileSnapshot(golden('summary')));

  test('JSON is as the schema says, YAML and JSON lines are the same data', () => {
    const data: unknown = JSON.parse(render('json'));
    expect([validate(data), validate.errors]).toEqual([true, null]);
    expect(parse(render('yaml'))).toEqual(data);
    expect(render('jsonl').split('\n')).toHaveLength(2);
    expect(JSON.parse(render('jsonl'))).toEqual(data);
  });

  test('colour adds nothing but colour', () => {
    const coloured = renderTrace(trace, 'detailed', {
      palette: createPalette(true),
      tool,
      allPaths: scenario.pins?.allBranches === true,
    });
    // eslint's no-control-regex is about such a pattern: these are the codes that the palette writes.
    expect(coloured.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '')).toBe(render('detailed'));
  });
});

test('the JSON of a small trace', () =>
  expect(renderTrace(traceOf(SCENARIOS.unresolved ?? fail()), 'json', { palette: plain, tool })).toMatchFileSnapshot(
    join('goldens', 'unresolved.json'),
  ));

function fail(): never {
  throw new Error('no such scenario');
}
