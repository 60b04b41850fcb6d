import type { CheckResult } from '../../check/CheckResult.js';
import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
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
  const lines = results.flatMap((result) => {
    const [mark, color] = MARKS[result.status];
    return [
      `${palette[color](mark.padEnd(8))}${safeText(`${result.file}: ${result.name}`)}`,
      ...detailsOf(result).map((line) => `        ${safeText(line)}`),
    ];
  });
  const passed = results.filter(({ status }) => status === 'passed').length;
  return `${[...lines, `${passed} passed, ${results.length - passed} failed`].join('\n')}\n`;
}

/** What of a result is not as expected, one line each. */
export function detailsOf({ differences, error, verdict, status }: CheckResult): readonly string[] {
  if (error !== undefined) return [error];
  const lines = differences.map(({ field, expected, got }) => `${field}: expected ${expected}, got ${got}`);
  return status === 'passed' ? [] : [...lines, verdict];
}
