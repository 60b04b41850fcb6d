import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process of a recorded /proc. */
export interface RecordedProcess {
  readonly pid: number;
  /** Ticks since the boot. */
  readonly started?: number;
  /** As in /proc/PID/stat, in brackets there. */
  readonly name?: string;
  /** The lines of /proc/PID/cgroup. */
  readonly cgroup: readonly string[];
}

/** Writes the files of a /proc that finding a process reads; gives the folder. */
export function writeProcTree(processes: readonly RecordedProcess[]): string {
  const root = mkdtempSync(join(tmpdir(), 'hopctl-proc-'));
  for (const { pid, started = pid, name = 'app', cgroup } of processes) {
    const folder = join(root, String(pid));
    mkdirSync(join(folder, 'ns'), { recursive: true });
    symlinkSync('net:[4026532000]', join(folder, 'ns', 'net'));
    writeFileSync(join(folder, 'cgroup'), cgroup.map((line) => `${line}\n`).join(''));
    const fields = ['S', 1, pid, pid, 0, -1, 4194560, 100, 0, 0, 0, 1, 2, 0, 0, 20, 0, 1, 0, started, 4096];
    writeFileSync(join(folder, 'stat'), `${pid} (${name}) ${fields.join(' ')}\n`);
  }
  return root;
}

/** The lines of cgroup v1, one a hierarchy, with the same path in each. */
export function v1(path: string): readonly string[] {
  return ['11:memory', '10:pids', '3:cpu,cpuacct', '1:name=systemd'].map((hierarchy) => `${hierarchy}:${path}`);
}

/** The one line of cgroup v2. */
export function v2(path: string): readonly string[] {
  return [`0::${path}`];
}
