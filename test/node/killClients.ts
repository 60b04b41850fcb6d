import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { cleanupNode } from '../../src/app/node/cleanupNode.js';
import { HELPER_DEADLINE_SECONDS } from '../../src/app/node/ways/openHelperPod.js';
import { CART, prints, REPORT, startNodeCluster, type NodeTestCluster } from './nodeCluster.js';

/** What cuts a client off. `drop`: the API server closes all connections, once. */
export const CUTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL', 'drop'] as const;

/** One of them. */
export type Cut = (typeof CUTS)[number];

/** Milliseconds from the first request on in which a client is cut off: a little longer than one takes that is let be. */
const SPAN = 1000;

/** What came of many clients that were cut off. */
export interface KillTally {
  /** How many were cut off in each way. */
  readonly cuts: Record<Cut, number>;
  /** How many had a helper pod in the API server's state at that moment. */
  withHelper: number;
  /** Helper pods that a SIGKILL left, which their deadline ended and `node cleanup` removed. */
  leftToDeadline: number;
  /** Helper pods that were there and should not have been: how, when, which. None is what is wanted. */
  readonly orphans: string[];
}

/**
 * Starts `hopctl iptables` by a helper pod again and again, each time against a cluster that is slow by chance, and cuts it off at a moment by chance.
 *
 * @param random gives numbers from 0 to 1
 */
export async function killClients(count: number, random: () => number): Promise<KillTally> {
  const tally: KillTally = {
    cuts: { SIGINT: 0, SIGTERM: 0, SIGHUP: 0, SIGKILL: 0, drop: 0 },
    withHelper: 0,
    leftToDeadline: 0,
    orphans: [],
  };
  const all = await startNodeCluster([CART], {
    exec: async (call) => {
      await delay(random() * 400);
      return prints(REPORT)(call);
    },
  });
  try {
    all.test.faults.add({
      when: ({ verb }) => verb === 'create' || verb === 'delete',
      fault: { kind: 'delay', delay: 50 },
    });
    const whole = await runClient(all, undefined, 0);
    if (whole !== 0) throw new Error(`hopctl iptables ended with ${whole}`);
    for (let i = 0; i < count; i++) {
      const cut = CUTS[i % CUTS.length] ?? 'SIGINT';
      const after = random() * SPAN;
      tally.cuts[cut] += 1;
      await runClient(all, cut, after, () => (tally.withHelper += all.helpers().length > 0 ? 1 : 0));
      await judge(all, cut, after, tally);
    }
    return tally;
  } finally {
    await all.close();
  }
}

/** Runs the client to its end, cutting it off some milliseconds after the cluster heard of it. */
async function runClient(
  all: NodeTestCluster,
  cut: Cut | undefined,
  after: number,
  tell?: () => void,
): Promise<number> {
  const flags = ['--kubeconfig', all.test.kubeconfigPath, '--node-access', 'pod', '--quiet'];
  const child = spawn(process.execPath, ['bin/hopctl.js', 'iptables', 'cart.web', ...flags], { stdio: 'ignore' });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const heard = all.test.requests.length;
  while (cut !== undefined && all.test.requests.length === heard && !hasEnded()) await delay(5);
  await Promise.race([cut === undefined ? ended : delay(after), ended]);
  if (cut !== undefined && !hasEnded()) {
    tell?.();
    if (cut === 'drop') all.test.server.dropConnections();
    else child.kill(cut);
  }
  return ended;
}

async function judge(
  { test, cluster, helpers }: NodeTestCluster,
  cut: Cut,
  after: number,
  tally: KillTally,
): Promise<void> {
  // A deleted pod goes when its containers have ended.
  for (let i = 0; i < 20 && helpers().length > 0 && cut !== 'SIGKILL'; i++) await delay(50);
  if (cut === 'SIGKILL') {
    // What was under way when the client died comes to its end.
    await delay(100);
    tally.leftToDeadline += helpers().length;
    test.clock.advance((HELPER_DEADLINE_SECONDS + 1) * 1000);
    await delay(20);
    const alive = helpers().filter((one) => !one.endsWith(' Failed'));
    if (alive.length > 0)
      tally.orphans.push(`${cut} after ${Math.round(after)} ms, past the deadline: ${alive.join(', ')}`);
    await cleanupNode(cluster, { namespace: undefined, all: false, dryRun: false, now: new Date(test.clock.now()) });
    for (let i = 0; i < 20 && helpers().length > 0; i++) await delay(50);
  }
  const left = helpers();
  if (left.length > 0) tally.orphans.push(`${cut} after ${Math.round(after)} ms: ${left.join(', ')}`);
  for (const one of left) test.state.remove('pods', 'web', one.replace(/^web\/| .*$/g, ''));
}
