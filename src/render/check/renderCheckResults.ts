import type { CheckResult } from '../../check/CheckResult.js';
import type { Palette } from '../../text/Palette.js';
import { drawTable } from '../drawTable.js';
import { renderJson } from '../renderJson.js';
import { renderJunit } from './renderJunit.js';

/** The forms of check results; the first is the default. */
export const CHECK_FORMATS = ['table', 'json', 'junit'] as const;

const MARKS: Readonly<Record<CheckResult['status'], readonly [string, keyof Palette]>> = {
  passed: ['ok', 'good'],
  failed: ['FAILED', 'bad'],
  indeterminate: ['UNKNOWN', 'doubtful'],
  unreadable: ['ERROR', 'bad'],
};

/** Check results as text, ending in a newline. */
export function renderCheckResults(
  results: readonly CheckResult[],
  format: (typeof CHECK_FORMATS)[number],
  palette: Palette,
): string {
  if (format === 'json') return renderJson({ schemaVersion: 1, results });
  if (format === 'junit') return renderJunit(results);
  const rows = results.flatMap((result) => [
    [MARKS[result.status][0], result.file, result.name],
    ...detailsOf(result).map((line) => ['', '', `  ${line}`]),
  ]);
  const colors = new Map(Object.values(MARKS));
  const table = drawTable(['RESULT', 'FILE', 'CHECK'], rows, (cell, row, column) => {
    if (row < 0) return palette.heading(cell);
    const color = column === 0 ? colors.get(cell) : undefined;
    return color === undefined ? cell : palette[color](cell);
  });
  const passed = results.filter(({ status }) => status === 'passed').length;
  return `${table}${passed} passed, ${results.length - passed} failed\n`;
}

/** What of a result is not as expected, one line each. */
export function detailsOf({ differences, error, verdict, status }: CheckResult): readonly string[] {
  if (error !== undefined) return [error];
  const lines = differences.map(({ field, expected, got }) => `${field}: expected ${expected}, got ${got}`);
  return status === 'passed' ? [] : [...lines, verdict];
}
