import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFiles } from '../../../src/facts/snapshot/addFiles.js';
import { readSnapshot } from '../../../src/facts/snapshot/readSnapshot.js';
import type { NetnsFacts } from '../../../src/facts/NetnsFacts.js';
import { collectedFiles } from '../../../src/sources/node/collectedFiles.js';
import { documentOf } from '../../../src/sources/node/documentOf.js';
import type { NodeReport } from '../../../src/sources/node/NodeReport.js';
import { restore } from '../../netfilter/facts/kernel/inNetns.js';
import { conditionOf, readPatient, startPatient, toolsOf, type Patient } from './patient.js';
import { missingPrograms } from './shells.js';

const ISTIO = readFileSync(
  join(import.meta.dirname, '../../../fixtures/shop/pods/web/frontend-7d9c6b5f4-2xkqp/iptables-save.txt'),
  'utf8',
);
const COUNTED = 'ping -c 1 -W 1 127.0.0.1 >/dev/null 2>&1 || true';
const NATIVE = `nft -f - <<'RULES'
table inet istio-proxy { chain output { type nat hook output priority -100; meta skuid 1337 return; tcp dport 80 redirect to :15001; }; }
RULES`;

/** How the patient comes by its rules; which files of rules there are then. */
const PATIENTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['no rules at all', '', ['iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft']],
  [
    'iptables-nft only',
    `${restore('nft', ISTIO)}\n${COUNTED}`,
    ['iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'],
  ],
  [
    'iptables-legacy only',
    `${restore('legacy', ISTIO)}\n${COUNTED}`,
    ['iptables-save.legacy.v4', 'iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'],
  ],
  [
    'both',
    `${restore('legacy', '*filter\nCOMMIT\n')}\n${restore('nft', ISTIO)}\n${COUNTED}`,
    ['iptables-save.legacy.v4', 'iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'],
  ],
  [
    'both, for IPv6',
    `${restore('legacy', '*mangle\nCOMMIT\n', '', 6)}\n${restore('nft', '*raw\n-A OUTPUT -p udp -j CT --zone 1\nCOMMIT\n', '', 6)}`,
    ['iptables-save.legacy.v6', 'iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'],
  ],
  ['nftables of its own', NATIVE, ['iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft']],
  [
    'IPv6 off',
    `echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6\n${restore('nft', ISTIO)}`,
    ['iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'],
  ],
];

function factsOf(report: NodeReport): NetnsFacts {
  const document = documentOf(report, { now: new Date(0), tool: 'hopctl', of: 'a test' });
  const files = collectedFiles(document, { kind: 'pod', namespace: 'web', name: 'a' }, 'a test');
  const added = files.flatMap((file) =>
    'bytes' in file ? [{ ...file, source: { kind: 'file' as const, path: file.path } }] : [],
  );
  const netns = readSnapshot(addFiles(undefined, added), () => undefined).workload('web', 'a')?.netns;
  if (netns === undefined) throw new Error('nothing was collected');
  return netns;
}

const lines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

const isRoot = process.getuid?.() === 0;
const lack = [
  ...(isRoot ? [] : ['root']),
  ...missingPrograms(['dash', 'busybox', 'nft', 'iptables-nft-save', 'iptables-legacy-save']),
];
const skipped = lack.length === 0 ? '' : ` (skipped: no ${lack.join(', ')})`;

describe.skipIf(lack.length > 0).each(['dash', 'busybox'] as const)(`read by %s${skipped}`, (shell) => {
  let tools = '';
  beforeAll(() => (tools = toolsOf(shell)));
  afterAll(() => rmSync(tools, { recursive: true }));

  describe.each(PATIENTS)('%s', (_what, setup, rules) => {
    let patient: Patient;
    let before: Readonly<Record<string, string>>;
    let report: NodeReport;
    beforeAll(async () => {
      patient = await startPatient(setup);
      before = conditionOf(patient);
      report = readPatient(patient, tools);
    });
    afterAll(() => patient.end());

    test('the patient is as it was', () => expect(conditionOf(patient)).toEqual(before));

    test('only tables that exist are read', () =>
      expect(
        report.files
          .map(({ name }) => name)
          .filter((name) => /iptables|nft/.test(name))
          .sort(),
      ).toEqual(rules));

    test('as iptables-save and nft say it', () => {
      for (const { name, command, bytes, status } of report.files.filter((file) => rules.includes(file.name)))
        expect([name, status, lines(Buffer.from(bytes).toString())]).toEqual([name, 0, lines(patient.run(command))]);
    });

    test('every file is one of the layout, and is read as facts', () => {
      const facts = factsOf(report);
      expect(facts.hasRules).toBe(true);
      const saved = rules.filter((name) => name.startsWith('iptables')).map((name) => patient.run(commandOf(name)));
      const wanted = saved.flatMap((text) => lines(text).filter((line) => line.startsWith('-A'))).length;
      const got = facts.ruleSets().flatMap(({ value }) => value.tables.filter(({ family }) => family !== 'inet'));
      expect(got.flatMap((table) => table.chains.flatMap((chain) => chain.rules)).length).toBe(wanted);
      expect(facts.interfaces()?.value.map(({ name }) => name)).toContain('lo');
      expect(facts.routes()?.value.some(({ device }) => device === 'lo')).toBe(true);
      expect(facts.ipRules()?.value.map(({ priority }) => priority)).toContain(32766);
      expect(facts.sockets()?.value).toEqual([]);
      expect(facts.sysctls()?.value).toMatchObject({
        'net.ipv4.conf.lo.route_localnet': '0',
        'net.ipv4.ip_forward': '0',
      });
      expect(facts.sysctls()?.value).toHaveProperty(['net.netfilter.nf_conntrack_count']);
    });
  });
});

function commandOf(name: string): string {
  const [, backend = '', version] = name.split('.');
  return `${version === 'v6' ? 'ip6' : 'ip'}tables-${backend}-save`;
}
