import { readdirSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { LAB_ROOT, NETNS_PREFIX } from '../model/LabState.js';
import { run } from '../run/run.js';
import { netnsOf } from '../state/planLab.js';
import { labNames } from '../state/labStates.js';
import { netnsProcesses } from './netnsProcesses.js';

/** How often, 20 ms apart, processes are looked for that do not end. */
const ROUNDS = 100;

/** Removes a lab, whatever is left of it; says whether there was anything. */
export async function labDown(name: string): Promise<boolean> {
  const netns = namespacesOf(name);
  const known = labNames().includes(name);
  await endProcesses(netns);
  if (netns.length > 0) await run(['ip', '-batch', '-'], netns.map((one) => `netns del ${one}\n`).join(''));
  if (known) rmSync(join(LAB_ROOT, name), { recursive: true, force: true });
  return known || netns.length > 0;
}

/** Removes every lab, those too of which only namespaces or files are left; gives their names. */
export async function labDownAll(): Promise<readonly string[]> {
  const names = [...new Set([...labNames(), ...allNamespaces().map(labOf)])].sort();
  for (const name of names) await labDown(name);
  return names;
}

function namespacesOf(lab: string): readonly string[] {
  return allNamespaces().filter((name) => name.startsWith(netnsOf(lab, '')));
}

function allNamespaces(): readonly string[] {
  try {
    return readdirSync('/run/netns').filter((name) => name.startsWith(NETNS_PREFIX));
  } catch {
    return [];
  }
}

function labOf(netns: string): string {
  return netns.slice(NETNS_PREFIX.length).replace(/\+.*$/, '');
}

async function endProcesses(netns: readonly string[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const pids = netnsProcesses(netns);
    if (pids.length === 0) return;
    pids.forEach(kill);
    await delay(20);
  }
  throw new Error(`processes in network namespaces do not end: ${netnsProcesses(netns).join(', ')}`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
