import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessRecord } from '../../../src/lab/model/AccessRecord.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { snapshotOf } from '../../../src/lab/snapshot/snapshotOf.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { listLabs } from '../../../src/lab/up/listLabs.js';
import { readSnapshot } from '../../../src/facts/snapshot/readSnapshot.js';
import { PROXIES } from '../proxies.js';
import { ask } from './ask.js';
import { pairLab } from './pair.js';

/** What a lab has that the machine's own namespace may not get. */
const HOST =
  'ip -o link | grep -E ": (br0|out0|p[0-9]+)[@:]"; iptables-nft-save | grep -v "^#"; sysctl net.ipv4.ip_forward';

describe.for(PROXIES)('a lab with $title', { timeout: 90_000 }, ({ kind, missing }) => {
  const name = `test-${kind}`;
  let lab: LabState;
  const hostRules = (): string => spawnSync('sh', ['-c', HOST]).stdout.toString();
  const before = missing ? '' : hostRules();

  beforeAll(async () => {
    if (missing) return;
    await labDown(name);
    lab = await labUp(pairLab(name), { proxy: kind });
  }, 90_000);
  afterAll(async () => {
    if (!missing) await labDown(name);
  });

  test.skipIf(missing)('leads a request by both proxies to the app', async () => {
    const seen = await ask(lab, 'client.web', 'http://10.20.1.11:8080/path');
    expect(seen).toMatchObject({ pod: 'server.web', path: '/path', local: '10.20.1.11:8080', protocol: 'HTTP/1.1' });
    expect(seen.peer).toMatch(/^127\.0\.0\.6:/);
  });

  test.skipIf(missing)("leads a Service's address to a pod, its name by DNS", async () => {
    expect(await ask(lab, 'client.web', 'http://server/')).toMatchObject({ pod: 'server.web', authority: 'server' });
  });

  test.skipIf(missing)('reaches a host outside by the proxy, from the pod', async () => {
    const seen = await ask(lab, 'client.web', 'http://api.example/');
    expect(seen.pod).toBe('api.example');
    expect(seen.peer).toMatch(/^10\.20\.1\.10:/);
  });

  test.skipIf(missing)('reaches an app that speaks first', async () =>
    expect(await ask(lab, 'client.web', 'tcp://10.20.1.11:3306')).toMatchObject({ app: { kind: 'server-first' } }),
  );

  test.skipIf(missing)('has the way in the access logs of both', async () => {
    await ask(lab, 'client.web', 'http://10.20.1.11:8080/');
    await delay(200);
    const [client, server] = lab.pods.map(({ proxy }) => lastTcp(proxy?.accessLog ?? ''));
    expect(client).toMatchObject({
      listener: 'virtualOutbound',
      chain: 'virtualOutbound-chain',
      upstream_cluster: 'out',
    });
    expect(client?.upstream_host).toBe('10.20.1.11:8080');
    expect(server).toMatchObject({ listener: 'virtualInbound', upstream_cluster: 'in' });
  });

  test.skipIf(missing)('runs everything as its user', () => {
    const [app] = lab.pods[1]?.apps ?? [];
    expect([app?.pid, lab.pods[1]?.proxy?.pid].map(uidOf)).toEqual([1000, 1337]);
  });

  test.skipIf(missing)('is facts that can be asked', async () => {
    const facts = readSnapshot(await snapshotOf(lab), () => undefined);
    const client = facts.workload('web', 'client');
    expect(client?.netns.ruleSets().flatMap(({ value }) => value.tables.map((table) => table.name))).toContain('nat');
    expect(client?.proxy?.configDump()).toBeDefined();
    expect(
      facts
        .objects()
        .service('web', 'server')
        ?.clusterIps.map(({ text }) => text),
    ).toEqual(['10.96.0.11']);
    const sockets = facts.workload('web', 'server')?.netns.sockets()?.value ?? [];
    expect(sockets.map(({ address }) => address.port)).toEqual(expect.arrayContaining([8080, 3306, 15001, 15006]));
  });

  test.skipIf(missing)('is listed', () =>
    expect(listLabs().find((one) => one.name === name)).toMatchObject({ broken: false, state: { phase: 'running' } }),
  );

  test.skipIf(missing)('is there once', async () => {
    await expect(labUp(pairLab(name), { proxy: kind })).rejects.toThrow('a lab of this name is there already');
  });

  test.skipIf(missing)('leaves nothing behind, and touches nothing of the host', async () => {
    const pids = lab.pods.flatMap(({ proxy, apps }) => [proxy?.pid, proxy?.agentPid, ...apps.map(({ pid }) => pid)]);
    expect(await labDown(name)).toBe(true);
    expect(pids.filter((pid) => pid !== undefined && existsSync(`/proc/${pid}/root/proc`))).toEqual([]);
    expect(existsSync(lab.dir)).toBe(false);
    expect(readdirSync('/run/netns').filter((netns) => netns.startsWith(`hopctl-lab-${name}+`))).toEqual([]);
    expect(hostRules()).toBe(before);
  });
});

function lastTcp(log: string): AccessRecord | undefined {
  const records = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AccessRecord);
  return records.findLast((record) => record.log === 'tcp');
}

function uidOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}
