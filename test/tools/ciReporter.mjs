import { writeFileSync } from 'node:fs';

/**
 * The vitest reporter of a run with CI set: a skipped test is a failure there, for nobody would see it. Where
 * HOPCTL_TEST_COUNTS names a file, "PASSED FAILED" goes into it; a file that cannot be loaded and an error outside of
 * any test count as a failure each.
 */
export default class CiReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const tests = testModules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped');
    for (const test of skipped) process.stderr.write(`skipped, which is a failure in CI: ${test.fullName}\n`);
    const broken = testModules.filter((module) => module.errors().length > 0).length;
    const suites = testModules.flatMap((module) => [...module.children.allSuites()]);
    const brokenSuites = suites.filter((suite) => suite.errors().length > 0).length;
    const failed = inState('failed').length + skipped.length + broken + brokenSuites + unhandledErrors.length;
    const counts = process.env.HOPCTL_TEST_COUNTS;
    if (counts) writeFileSync(counts, `${inState('passed').length} ${failed}\n`);
    if (skipped.length > 0) process.exitCode = 1;
  }
}
