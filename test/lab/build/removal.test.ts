import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { labDown } from '../../../src/lab/up/labDown.js';
import { listLabs } from '../../../src/lab/up/listLabs.js';
import { ROOT } from '../../house/sourceFiles.js';

const isRoot = process.getuid?.() === 0;
const NAME = 'test-removal';
const PODS = Array.from(
  { length: 8 },
  (_, i) => `  - { name: pod-${i}, ips: [10.9.0.${i + 1}], apps: [{ port: 80 }] }`,
);

describe.skipIf(!isRoot)(
  isRoot ? 'hopctl lab up that is ended' : 'hopctl lab up that is ended (skipped: not root)',
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'hopctl-lab-'));
    const file = join(folder, 'lab.yaml');
    writeFileSync(file, `name: ${NAME}\npods:\n${PODS.join('\n')}\n`);
    afterAll(async () => {
      await labDown(NAME);
      rmSync(folder, { recursive: true });
    });

    /** Starts it and ends it when its first apps have been started; gives its exit code, `null` for a signal. */
    async function endWith(signal: NodeJS.Signals): Promise<unknown> {
      const up = spawn(process.execPath, [join(ROOT, 'bin', 'hopctl.js'), 'lab', 'up', '-f', file], {
        stdio: 'ignore',
      });
      const closed = once(up, 'close');
      for (let i = 0; i < 500 && !existsSync(`/run/hopctl/lab/${NAME}/pod-0.default`); i++) await delay(10);
      up.kill(signal);
      const [code] = (await closed) as readonly unknown[];
      return code;
    }

    test.each([
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)('by %s leaves nothing, exit code %i', async (signal, code) => {
      expect(await endWith(signal)).toBe(code);
      expect(leftovers()).toEqual([]);
    });

    test('by SIGKILL leaves what lab down finds', async () => {
      await endWith('SIGKILL');
      expect(listLabs().find(({ name }) => name === NAME)?.broken).toBe(true);
      expect(await labDown(NAME)).toBe(true);
      expect(leftovers()).toEqual([]);
    });

    test('and of which only namespaces are left', async () => {
      await endWith('SIGKILL');
      rmSync(`/run/hopctl/lab/${NAME}`, { recursive: true });
      expect(leftovers()).not.toEqual([]);
      expect(await labDown(NAME)).toBe(true);
      expect(leftovers()).toEqual([]);
    });
  },
);

/** Namespaces and folders of the lab. */
function leftovers(): readonly string[] {
  const netns = readdirSync('/run/netns').filter((name) => name.startsWith(`hopctl-lab-${NAME}+`));
  return [...netns, ...(existsSync(`/run/hopctl/lab/${NAME}`) ? ['its folder'] : [])];
}
