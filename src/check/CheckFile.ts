import type { Expectation } from './Expectation.js';

/** One check: a request, how its forks are decided, and what is expected. Words are as in trace-request's flags. */
export interface Check {
  readonly name: string;
  readonly request: Readonly<Record<string, CheckWord>>;
  readonly expect: Expectation;
}

/** A value of a request: text, number, switch, a list of texts, or header names to values. */
export type CheckWord = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** A file of checks. */
export interface CheckFile {
  /** Where the facts are, relative to the file; undefined: the file's own folder. */
  readonly snapshot?: string;
  readonly checks: readonly Check[];
}
