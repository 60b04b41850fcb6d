/**
 * What a command tells the shell; the same for every command and every output format. `interrupted` and `terminated` are
 * what a shell reports for SIGINT and SIGTERM (128 + the signal's number).
 */
export const ExitCode = {
  ok: 0,
  internal: 1,
  usage: 2,
  finding: 3,
  indeterminate: 4,
  unreadable: 5,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of the numbers that `ExitCode` names. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Worst first: the order in which the exit codes of several targets are weighed. */
const SEVERITY: readonly ExitCode[] = [
  ExitCode.terminated,
  ExitCode.interrupted,
  ExitCode.internal,
  ExitCode.usage,
  ExitCode.unreadable,
  ExitCode.finding,
  ExitCode.indeterminate,
];

/** The exit code of a run over several targets: the first of 5, 3, 4, 0 that any of them had; 0 for none. */
export function worstExitCode(codes: Iterable<ExitCode>): ExitCode {
  const seen = new Set(codes);
  return SEVERITY.find((code) => seen.has(code)) ?? ExitCode.ok;
}
