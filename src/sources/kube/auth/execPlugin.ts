import { isatty } from 'node:tty';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/Kubeconfig.js';
import { execInfo } from './execInfo.js';
import { readExecCredential, type ExecCredential } from './readExecCredential.js';
import { runPlugin } from './runPlugin.js';

/** An exec plugin whose answer is kept while it is valid. */
export interface ExecPlugin {
  readonly current: (signal: AbortSignal | undefined) => Promise<ExecCredential>;
  /** Forgets the answer if it is the one that was refused; true: asking again gives another. */
  readonly refuse: (isRefused: (answer: ExecCredential) => boolean) => boolean;
}

/**
 * A user's exec plugin, as client-go runs it (`plugin/pkg/client/auth/exec/exec.go`): told by `KUBERNETES_EXEC_INFO` what is wanted, its
 * answer kept until it expires or is refused. Callers that come while it runs wait for the one answer.
 */
export function execPlugin(
  config: ExecConfig,
  cluster: KubeconfigCluster,
  environment: Readonly<Record<string, string | undefined>>,
): ExecPlugin {
  let kept: { readonly answer: Promise<ExecCredential>; readonly value: () => ExecCredential | undefined } | undefined;
  const ask = async (signal: AbortSignal | undefined): Promise<ExecCredential> => {
    const interactive = isInteractive(config);
    const info = { KUBERNETES_EXEC_INFO: execInfo(config, cluster, interactive) };
    const own = Object.fromEntries(config.env.map(({ name, value }) => [name, value]));
    const text = await runPlugin(config, { ...environment, ...own, ...info }, interactive, signal);
    return readExecCredential(text, config);
  };
  return {
    current: async (signal) => {
      if (kept !== undefined && (kept.value()?.expires ?? Infinity) > Date.now()) return kept.answer;
      let value: ExecCredential | undefined;
      const answer = ask(signal);
      kept = { answer, value: () => value };
      try {
        value = await answer;
        return value;
      } catch (error) {
        kept = undefined;
        throw error;
      }
    },
    refuse: (isRefused) => {
      const answer = kept?.value();
      if (answer !== undefined && isRefused(answer)) kept = undefined;
      return true;
    },
  };
}

function isInteractive({ interactiveMode, command }: ExecConfig): boolean {
  if (interactiveMode === 'Never') return false;
  const isTerminal = isatty(0);
  if (interactiveMode === 'Always' && !isTerminal) {
    throw new UserError(`exec plugin ${command} wants to ask its user, and stdin is no terminal`, {
      hint: 'Run hopctl at a terminal, or take a context whose plugin does not ask.',
      exitCode: ExitCode.unreadable,
    });
  }
  return isTerminal;
}
