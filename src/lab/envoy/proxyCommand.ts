import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LabProxyState } from '../model/LabState.js';
import { hopctlProgram } from '../run/programs.js';
import { PASSED_OVER } from './passedOver.js';
import { findEnvoy, NO_ENVOY } from './findEnvoy.js';

/** An access log is read right after a request. */
const FLUSH = ['--file-flush-interval-msec', '20'];

/** The command that runs a proxy. No Envoy is a `UserError` (exit 5) that says how to get one. */
export function proxyCommand({ kind, bootstrap, secrets }: LabProxyState): readonly string[] {
  if (kind === 'reference')
    return [
      process.execPath,
      hopctlProgram(),
      'proxy',
      'run',
      '-c',
      bootstrap,
      '--secrets',
      secrets,
      ...FLUSH,
      ...passOver(),
    ];
  const envoy = findEnvoy();
  if (envoy === undefined) {
    throw new UserError(NO_ENVOY, {
      exitCode: ExitCode.unreadable,
      hint: 'Or use the reference proxy: --proxy reference.',
    });
  }
  const logs = ['--log-level', 'warning', ...FLUSH];
  return [envoy, '-c', bootstrap, '--concurrency', '1', '--disable-hot-restart', ...logs];
}

function passOver(): readonly string[] {
  return PASSED_OVER.flatMap((type) => ['--pass-over', type]);
}
