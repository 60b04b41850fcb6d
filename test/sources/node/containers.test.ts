import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectHere } from '../../../src/app/node/collectHere.js';
import { HELPER_CAPABILITIES } from '../../../src/sources/node/helperPod.js';
import type { NodeDocument } from '../../../src/sources/node/NodeDocument.js';
import { readReport } from '../../../src/sources/node/readReport.js';
import { NODE_SCRIPT } from '../../../src/sources/node/script/nodeScript.js';
import { restore } from '../../netfilter/facts/kernel/inNetns.js';
import { Containerd } from './containerd.js';
import { conditionOf, startPatient, type Patient } from './patient.js';
import { missingPrograms } from './shells.js';

const ISTIO = readFileSync(
  join(import.meta.dirname, '../../../fixtures/shop/pods/web/frontend-7d9c6b5f4-2xkqp/iptables-save.txt'),
  'utf8',
);
const UID = '0c4f6c1e-3a51-4d0c-9d3e-8a7b5c1d2e3f';
const LEGACY = '*nat\n-A OUTPUT -p tcp -m tcp --dport 7 -j ACCEPT\nCOMMIT\n';

const isRoot = process.getuid?.() === 0;
const lack = [
  ...(isRoot ? [] : ['root']),
  ...missingPrograms(['containerd', 'runc', 'ctr', 'busybox', 'iptables-nft-restore', 'iptables-legacy-restore']),
];

const lines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe.skipIf(lack.length > 0)(
  `containers of containerd${lack.length > 0 ? ` (skipped: no ${lack.join(', ')})` : ''}`,
  () => {
    const containerd = new Containerd();
    let patient: Patient;
    let app = '';
    let proxy = '';
    beforeAll(async () => {
      patient = await startPatient(`${restore('nft', ISTIO)}\n${restore('legacy', LEGACY)}`);
      await containerd.start();
      app = containerd.sleep(patient.pid, UID);
      proxy = containerd.sleep(patient.pid, UID);
    });
    afterAll(async () => {
      await containerd.stop();
      patient.end();
    });

    const collect = (target: string): Promise<NodeDocument> =>
      collectHere({ target, node: false, proc: undefined, tool: 'hopctl', now: new Date(0) });
    const textOf = ({ files }: NodeDocument, name: string): string => {
      const file = files.find((one) => one.name === name);
      return file !== undefined && 'text' in file ? file.text : '';
    };

    test.each([
      ['the application, by id', () => app],
      ['the proxy, by id', () => proxy],
      ['by the first digits, as docker and crictl print them', () => proxy.slice(0, 13)],
      ["by the runtime's own words", () => `containerd://${app}`],
      ["by the pod's uid", () => UID],
    ])('%s: the rules are those of the network namespace', async (_what, target) => {
      const document = await collect(target());
      expect(lines(textOf(document, 'iptables-save.nft.v4.txt'))).toEqual(lines(patient.run('iptables-nft-save')));
      expect(lines(textOf(document, 'iptables-save.legacy.v4.txt'))).toEqual(
        lines(patient.run('iptables-legacy-save')),
      );
      expect(lines(textOf(document, 'iptables-save.nft.v4.txt'))).toContain(
        '-A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 15001',
      );
      expect(document.facts.netns).toBe(patient.run('readlink /proc/self/ns/net').trim());
    });

    test('they are as they were', async () => {
      const before = conditionOf(patient);
      await collect(app);
      expect(conditionOf(patient)).toEqual(before);
    });

    test('a container that has ended is not found', async () => {
      const id = containerd.sleep(patient.pid, UID);
      containerd.end(id);
      await expect(collect(id)).rejects.toThrow(`no process of the container ${id} is on this node`);
    });

    describe('with the capabilities of a helper pod, the default seccomp profile and a read-only root', () => {
      const read = (capabilities: readonly string[]): string => {
        const { stdout, stderr } = containerd.shell(['-s', '--', 'container', app], NODE_SCRIPT, { capabilities });
        return stdout === '' ? stderr : stdout;
      };
      const without = (capability: string): string => read(HELPER_CAPABILITIES.filter((one) => one !== capability));

      test('all is read', () => {
        const report = readReport(Buffer.from(read(HELPER_CAPABILITIES), 'latin1'), 'the helper');
        expect(report.files.filter(({ status }) => status !== 0)).toEqual([]);
        expect(report.files.map(({ name }) => name)).toEqual(
          expect.arrayContaining(['iptables-save.legacy.v4', 'iptables-save.nft.v4', 'nft', 'addresses', 'sysctls']),
        );
      });
      test('without SYS_PTRACE the namespace cannot be opened', () =>
        expect(without('SYS_PTRACE')).toMatch(
          /^failed no-permission the network namespace of process [0-9]+ cannot be opened$/m,
        ));
      test('without SYS_ADMIN it cannot be entered', () =>
        expect(without('SYS_ADMIN')).toMatch(
          /^failed no-permission the network namespace cannot be entered: .*Operation not permitted/m,
        ));
      test('without NET_ADMIN no rules are read', () =>
        expect(without('NET_ADMIN')).toMatch(/^!iptables-nft-save .* Permission denied/m));
      test('without NET_RAW no legacy rules are read', () =>
        expect(without('NET_RAW')).toMatch(/^!iptables-save .*legacy.* Permission denied/m));
    });

    test('with those of an ephemeral container all is read where it is', () => {
      const { stdout } = containerd.shell(['-s', '--', 'self', '-'], NODE_SCRIPT, {
        capabilities: ['NET_ADMIN', 'NET_RAW'],
        netnsOf: patient.pid,
      });
      const report = readReport(Buffer.from(stdout, 'latin1'), 'the container');
      expect(report.files.filter(({ status }) => status !== 0)).toEqual([]);
      const saved = report.files.find(({ name }) => name === 'iptables-save.nft.v4');
      expect(lines(Buffer.from(saved?.bytes ?? []).toString())).toEqual(lines(patient.run('iptables-nft-save')));
    });
  },
);
