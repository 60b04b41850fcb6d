import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { proxyCommand } from '../envoy/proxyCommand.js';
import type { LabPodState, LabProxyState } from '../model/LabState.js';
import { netnsCommand } from '../run/netnsCommand.js';
import { lastLines, notStarted } from '../run/notStarted.js';
import { startDaemon } from '../run/startDaemon.js';
import { askAdmin } from './askAdmin.js';

/** How long a proxy may take until it is ready. */
const PATIENCE_MS = 30_000;

/** RLIMIT_NOFILE of a proxy, where it was higher. */
const OPEN_FILES = 4096;

/** Starts a pod's proxy and waits until it says that it is ready; gives its pid. */
export async function startProxy(pod: LabPodState, proxy: LabProxyState): Promise<number> {
  const { netns, resolvConf, dir } = pod;
  const { uid, gid, log } = proxy;
  const argv = netnsCommand({ netns, resolvConf }, withFewFiles(proxyCommand(proxy)), { uid, gid, readsAll: true });
  const child = startDaemon({ argv, cwd: dir, log, pipe: false });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${pod.id}: its proxy could not be started: ${argv.join(' ')}`);
  const end = Date.now() + PATIENCE_MS;
  while (!(await isReady(proxy))) {
    if (hasEnded(child)) throw notStarted(`${pod.id}: its proxy ended`, lastLines(log));
    if (Date.now() > end) throw notStarted(`${pod.id}: its proxy is not ready`, lastLines(log));
    await delay(50);
  }
  return pid;
}

/** A proxy whose connections come back to itself has an end, too. */
function withFewFiles(argv: readonly string[]): readonly string[] {
  return ['sh', '-c', `ulimit -n ${OPEN_FILES} 2>/dev/null; exec "$@"`, 'sh', ...argv];
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function isReady({ adminSocket }: LabProxyState): Promise<boolean> {
  try {
    return (await askAdmin(adminSocket, '/ready')).status === 200;
  } catch {
    return false;
  }
}
