import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { askServer } from '../askServer.js';
import { textAt } from '../objects/json.js';
import { startCluster, type TestCluster } from '../startCluster.js';
import type { PodFate } from './PodFate.js';

const PODS = '/api/v1/namespaces/default/pods';
const WAIT = { timeout: 20_000 };
const isRoot = process.getuid?.() === 0;

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster({ fateOf });
});
afterAll(() => cluster.close());

function fateOf(pod: JsonObject): PodFate {
  const name = textAt(pod, 'metadata', 'name');
  if (name.startsWith('pending')) return { kind: 'pending' };
  if (name.startsWith('waiting'))
    return { kind: 'waiting', reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' };
  return { kind: 'run' };
}

/** Creates a pod of one container. */
async function create(name: string, spec: JsonObject, container: JsonObject = {}): Promise<void> {
  const containers = [{ name: 'c', image: 'i', command: ['sleep', '60'], ...container }];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { hostPID: true, hostNetwork: true, ...spec, containers },
  };
  await askServer(cluster, PODS, { method: 'POST', body: pod });
}

const podOf = (name: string) => cluster.state.get('pods', 'default', name);
const pidOf = (name: string) => cluster.pods.pidsOf(`default/${name}`)[0];
const phaseOf = (name: string) => textAt(podOf(name), 'status', 'phase');
const logOf = async (name: string) => (await askServer(cluster, `${PODS}/${name}/log`)).text;

function lives(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a pod that no node takes stays Pending, one whose image is not there waits', async () => {
  await create('pending-1', {});
  await create('waiting-1', {});
  expect(podOf('pending-1')).toMatchObject({ status: { phase: 'Pending', conditions: [{ reason: 'Unschedulable' }] } });
  await expect
    .poll(() => podOf('waiting-1'))
    .toMatchObject({
      status: { phase: 'Pending', containerStatuses: [{ state: { waiting: { reason: 'ImagePullBackOff' } } }] },
    });
});

describe.skipIf(!isRoot)(isRoot ? 'a pod that runs here' : 'a pod that runs here (skipped: not root)', () => {
  test('has a process, which goes with the pod', async () => {
    await create('gone', {});
    await expect.poll(() => lives(pidOf('gone')), WAIT).toBe(true);
    const pid = pidOf('gone');
    await askServer(cluster, `${PODS}/gone?gracePeriodSeconds=5`, { method: 'DELETE' });
    await expect.poll(() => podOf('gone'), WAIT).toBeUndefined();
    expect(lives(pid)).toBe(false);
  });

  test('is Terminating until a command that ignores SIGTERM is killed', async () => {
    await create('stubborn', {}, { command: ['sh', '-c', 'trap "" TERM; echo up; while :; do sleep 0.1; done'] });
    await expect.poll(() => logOf('stubborn'), WAIT).toBe('up\n');
    const pid = pidOf('stubborn');
    await askServer(cluster, `${PODS}/stubborn?gracePeriodSeconds=1`, { method: 'DELETE' });
    expect(textAt(podOf('stubborn'), 'metadata', 'deletionTimestamp')).not.toBe('');
    expect(lives(pid)).toBe(true);
    await expect.poll(() => podOf('stubborn'), WAIT).toBeUndefined();
    expect(lives(pid)).toBe(false);
  });

  test('is killed when its deadline has passed', async () => {
    await create('late', { activeDeadlineSeconds: 300 });
    await expect.poll(() => lives(pidOf('late')), WAIT).toBe(true);
    const pid = pidOf('late');
    cluster.clock.advance(301_000);
    await expect.poll(() => lives(pid), WAIT).toBe(false);
    expect(phaseOf('late')).toBe('Failed');
  });

  test.each([
    ['true', 'Succeeded'],
    ['false', 'Failed'],
  ])('whose command is %s has %s', async (command, phase) => {
    await create(`ends-${command}`, {}, { command: [command] });
    await expect.poll(() => phaseOf(`ends-${command}`), WAIT).toBe(phase);
  });

  const EFFECTIVE = { command: ['sh', '-c', 'grep CapEff /proc/self/status'] };
  test.each<[string, JsonObject, string]>([
    ['default', {}, '00000000a80425fb'],
    ['none', { capabilities: { drop: ['ALL'] } }, '0000000000000000'],
    ['two', { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN', 'SYS_PTRACE'] } }, '0000000000280000'],
  ])('has the capabilities of its security context: %s', async (name, securityContext, expected) => {
    await create(`caps-${name}`, {}, { ...EFFECTIVE, securityContext });
    await expect.poll(() => logOf(`caps-${name}`), WAIT).toBe(`CapEff:\t${expected}\n`);
  });

  test('has a network and processes of its own unless it shares its host’s', async () => {
    const command = ['sh', '-c', 'readlink /proc/self/ns/net; echo $$'];
    await create('alone', { hostPID: false, hostNetwork: false }, { command });
    await create('shares', {}, { command });
    await expect.poll(() => [phaseOf('alone'), phaseOf('shares')], WAIT).toEqual(['Succeeded', 'Succeeded']);
    const [alone, shares] = await Promise.all(['alone', 'shares'].map(async (name) => (await logOf(name)).split('\n')));
    expect(alone?.[0]).not.toBe(shares?.[0]);
    expect(alone?.[1]).toBe('1');
  });
});
