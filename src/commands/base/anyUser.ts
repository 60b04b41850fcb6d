import { tmpdir, userInfo } from 'node:os';

/**
 * Lets a user that the system has no entry for run hopctl, as uid 1337 in a container mostly is: oclif asks that entry for the shell and the
 * home folder when the environment does not name them, and fails without one.
 */
export function anyUser(): void {
  try {
    userInfo();
  } catch {
    process.env.SHELL ??= 'unknown';
    process.env.HOME ??= tmpdir();
  }
}
