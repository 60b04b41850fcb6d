import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';
import { findEveryLivePod, type PodChoice, type LivePod } from '../live/findLivePods.js';
import { openLive } from '../live/Live.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { openPodAdmin, type PodAdmin } from '../live/openPodAdmin.js';
import { parseLogLevels, type LogLevels } from './parseLogLevels.js';

/** What is done to the loggers of which proxies. */
export interface LogLevelOptions extends PodChoice {
  readonly live: LiveOptions;
  /** As `parseLogLevels` has it; without it levels are read only. */
  readonly level: string | undefined;
  /** Back to what proxies start with. */
  readonly reset: boolean;
}

/** The levels of one proxy's loggers, as Envoy prints them, or why they could not be had. */
export interface LoggerReport {
  /** `POD.NAMESPACE`, as istioctl heads it. */
  readonly name: string;
  readonly answer: string | UserError;
}

/** What proxies start with where the injector's values say nothing else. */
const USUAL_LEVEL = 'warning';

/**
 * Reads or sets the levels of loggers, of every pod that a TARGET or selector means. Names of loggers are checked before anything is set.
 *
 * @throws UserError: exit 2 for a command line that makes no sense, exit 5 when pods cannot be found out.
 */
export async function changeLogLevels(
  options: LogLevelOptions,
  report: (note: string) => void,
): Promise<readonly LoggerReport[]> {
  const { targets, selector, level, reset } = options;
  const usage = (message: string, hint: string): UserError =>
    new UserError(message, { hint, exitCode: ExitCode.usage });
  if (targets.length === 0 && selector === undefined)
    throw usage('log requires pod name or --selector', 'Give a TARGET, or -l app=cart.');
  if (level !== undefined && reset) throw usage('--level cannot be combined with --reset', 'Leave one of them out.');
  const text = reset ? USUAL_LEVEL : level;
  const levels = text === undefined ? undefined : parseLogLevels(text);
  const live = await openLive(options.live, report);
  try {
    const reports: LoggerReport[] = [];
    for (const pod of await findEveryLivePod(live, options)) {
      const admin = openPodAdmin(live, pod);
      try {
        reports.push({ name: `${pod.name}.${pod.namespace}`, answer: await change(admin, pod, levels) });
      } catch (error) {
        if (!(error instanceof UserError) || error.exitCode === ExitCode.usage) throw error;
        reports.push({ name: `${pod.name}.${pod.namespace}`, answer: error });
      } finally {
        admin.close();
      }
    }
    return reports;
  } finally {
    live.cluster.close();
  }
}

async function change(admin: PodAdmin, pod: LivePod, levels: LogLevels | undefined): Promise<string> {
  let answer = await ask(admin, 'logging');
  if (levels === undefined) return answer;
  const known = new Set([...answer.matchAll(/^\s+([\w.-]+): \w+$/gm)].map(([, name = '']) => name));
  for (const logger of levels.loggers.keys()) {
    if (known.has(logger)) continue;
    const near = nearestWord(logger, known);
    throw new UserError(`unrecognized logger name: ${logger}`, {
      where: `${pod.namespace}/${pod.name}`,
      ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
      exitCode: ExitCode.usage,
    });
  }
  const wanted = [...(levels.all === undefined ? [] : [['level', levels.all] as const]), ...levels.loggers];
  for (const [name, level] of wanted) answer = await ask(admin, `logging?${name}=${level}`);
  return answer;
}

async function ask(admin: PodAdmin, path: string): Promise<string> {
  const body = await admin.post(path);
  const text = Buffer.from(body.bytes()).toString('utf8');
  body.dispose();
  return text;
}
