import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LabFile } from '../../../src/lab/model/LabFile.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';
import { labFromSnapshot } from '../../../src/lab/snapshot/labFromSnapshot.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import { ROOT } from '../../house/sourceFiles.js';

const isRoot = process.getuid?.() === 0;
const FIXTURES = join(ROOT, 'fixtures');

/** Snapshots of which Istio's own rules are kept, and how many pods of each have them. */
const MESHES = [
  ['shop', 10],
  ['hijack-119-sidecar', 2],
  ['hijack-119-canary', 2],
] as const;

describe.skipIf(!isRoot)(
  isRoot ? 'the rules of a lab' : 'the rules of a lab (skipped: not root)',
  { timeout: 90_000 },
  () => {
    test.each(MESHES)('of %s are those that istio-iptables loads, in %i pods', async (mesh, count) => {
      const file = onlyRules(labFromSnapshot(join(FIXTURES, mesh), `rules-${mesh}`));
      await withLab(file, async (lab) => {
        const known = lab.pods.flatMap((pod) => {
          const path = join(FIXTURES, mesh, 'pods', pod.namespace, pod.name, 'iptables-save.txt');
          return existsSync(path) ? [{ pod, text: readFileSync(path, 'utf8') }] : [];
        });
        expect(known).toHaveLength(count);
        for (const { pod, text } of known) {
          const loaded = await run(netnsCommand(pod, ['iptables-nft-save']));
          expect(rulesIn(loaded), pod.id).toEqual(rulesIn(text));
        }
      });
    });

    test('of the legacy back end are in its tables only', async () => {
      const { pods, ...rest } = onlyRules(labFromSnapshot(join(FIXTURES, 'hijack-119-sidecar'), 'rules-legacy'));
      await withLab({ ...rest, pods: pods.map((pod) => ({ ...pod, backend: 'legacy' })) }, async (lab) => {
        const pod = lab.pods.find(({ name }) => name.startsWith('toolbox'));
        if (pod === undefined) throw new Error('no toolbox');
        expect(await run(netnsCommand(pod, ['iptables-legacy-save']))).toContain('-A ISTIO_REDIRECT');
        expect(await run(netnsCommand(pod, ['nft', 'list', 'ruleset']))).toBe('');
      });
    });

    test('leave no namespace behind', () =>
      expect(readdirSync('/run/netns').filter((name) => name.startsWith('hopctl-lab-rules-'))).toEqual([]));
  },
);

/** A lab without proxies, apps and hosts. */
function onlyRules(file: LabFile): LabFile {
  return {
    ...file,
    external: [],
    pods: file.pods.map((pod) => ({
      ...pod,
      apps: [],
      ...(pod.sidecar === undefined ? {} : { sidecar: { ...pod.sidecar, config: { kind: 'nothing' } } }),
    })),
  };
}

/** Tables, chains and rules, without counters and comments. */
function rulesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) tables.set(line, (current = []));
    else if (/^[-:]/.test(line)) current.push(line.replace(/ \[\d+:\d+\]$/, ''));
  }
  // Istio loads some tables without a rule of its own into them.
  return new Map([...tables].filter(([, rules]) => rules.some((rule) => rule.startsWith('-A'))).sort());
}
