import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { NODE_SCRIPT } from '../../../src/sources/node/script/nodeScript.js';
import type { NodeReport } from '../../../src/sources/node/NodeReport.js';
import { readReport } from '../../../src/sources/node/readReport.js';

/** A network namespace that lives as long as its process. */
export interface Patient {
  readonly pid: number;
  /** Runs a shell script in it. */
  readonly run: (script: string) => string;
  readonly end: () => void;
}

/** Makes a network namespace and runs a shell script in it, `lo` being up. */
export async function startPatient(setup: string): Promise<Patient> {
  const child: ChildProcess = spawn('unshare', ['--net', 'sh', '-c', 'echo; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => child.stdout?.once('data', resolve).once('close', reject));
  const pid = child.pid ?? 0;
  const run = (script: string): string => {
    const { stdout, stderr, status } = spawnSync('nsenter', ['-t', String(pid), '-n', 'sh', '-ec', script], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout;
  };
  run(`ip link set lo up\n${setup}`);
  return { pid, run, end: () => child.kill('SIGKILL') };
}

/** Everything of a network namespace and of the kernel that reading could have changed. */
export function conditionOf({ run }: Patient): Readonly<Record<string, string>> {
  const legacy = ['iptables', 'ip6tables'].map(
    (tool) =>
      `if [ -s /proc/net/${tool === 'iptables' ? 'ip' : 'ip6'}_tables_names ]; then ${tool}-legacy-save -c | grep -v '^#'; fi`,
  );
  return {
    tables: run('cat /proc/net/ip_tables_names /proc/net/ip6_tables_names'),
    legacy: run(legacy.join('\n')),
    nft: run('nft -a list ruleset'),
    links: run('ip address; ip -4 route show table all; ip -6 route show table all; ip rule; ip -6 rule'),
    sysctls: run('grep -sr . /proc/sys/net/ipv4/conf /proc/sys/net/ipv4/ip_forward | sort'),
    counters: run('cat /proc/net/ip_tables_matches /proc/net/ip_tables_targets | sort'),
    modules: `${existsSync('/proc/modules') ? readFileSync('/proc/modules', 'utf8').replace(/^(\S+).*$/gm, '$1') : ''}${readdirSync('/sys/module').sort().join(' ')}`,
  };
}

/** The programs that the script takes from the shell's own kind. */
const APPLETS = ['sh', 'sed', 'grep', 'cat', 'tr', 'readlink', 'nsenter', 'uname', 'test', 'true'];

/** A folder for the front of PATH in which `sh`, and for busybox the other tools, are those of the shell. */
export function toolsOf(shell: 'dash' | 'busybox'): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-tools-'));
  for (const applet of shell === 'dash' ? ['sh'] : APPLETS) symlinkSync(programPath(shell), join(folder, applet));
  return folder;
}

function programPath(name: string): string {
  const folder = (process.env.PATH ?? '').split(delimiter).find((one) => existsSync(join(one, name)));
  return join(folder ?? '/', name);
}

/** Runs the script with the tools of `folder` before all others. */
export function readPatient({ pid }: Patient, folder: string): NodeReport {
  const { stdout, stderr } = spawnSync('sh', ['-s', '--', 'pid', String(pid)], {
    input: NODE_SCRIPT,
    maxBuffer: 1 << 28,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` },
  });
  if (stderr.length > 0) throw new Error(stderr.toString());
  return readReport(stdout, 'the script');
}
