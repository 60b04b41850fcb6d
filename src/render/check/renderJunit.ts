import type { CheckResult } from '../../check/CheckResult.js';
import { safeBlock } from '../../text/safeText.js';
import { detailsOf } from './renderCheckResults.js';

/** Check results as JUnit XML: one testsuite a file. */
export function renderJunit(results: readonly CheckResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const suites = files.map((file) => {
    const own = results.filter((result) => result.file === file);
    const failed = own.filter(({ status }) => status === 'failed' || status === 'indeterminate').length;
    const errors = own.filter(({ status }) => status === 'unreadable').length;
    const cases = own.map((result) => testcase(result)).join('');
    return `  <testsuite name="${xml(file)}" tests="${own.length}" failures="${failed}" errors="${errors}">\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hopctl check">\n${suites.join('')}</testsuites>\n`;
}

function testcase(result: CheckResult): string {
  const head = `    <testcase classname="${xml(result.file)}" name="${xml(result.name)}"`;
  if (result.status === 'passed') return `${head}/>\n`;
  const [message = ''] = detailsOf(result);
  const element = result.status === 'unreadable' ? 'error' : 'failure';
  return `${head}>\n      <${element} message="${xml(message)}" type="${result.status}">${xml(detailsOf(result).join('\n'))}</${element}>\n    </testcase>\n`;
}

/** Escapes for XML 1.0, which has no way to write most control characters: they are written as on a terminal. */
function xml(text: string): string {
  return safeBlock(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
