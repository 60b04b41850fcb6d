import type { Difference } from './Expectation.js';

/** What came of one check. `indeterminate`: the trace could not decide, and that was not expected. */
export interface CheckResult {
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'indeterminate' | 'unreadable';
  readonly differences: readonly Difference[];
  /** Status `unreadable`: why the request could not be traced at all. */
  readonly error?: string;
  /** The verdict in one line. */
  readonly verdict: string;
}
