import { readdirSync, readlinkSync, statSync } from 'node:fs';

/** The processes whose network namespace is one of these, by their names under /run/netns. */
export function netnsProcesses(names: readonly string[]): readonly number[] {
  const inodes = new Set(names.flatMap((name) => tryRead(() => `net:[${statSync(`/run/netns/${name}`).ino}]`)));
  const pids = readdirSync('/proc').filter((entry) => /^[0-9]+$/.test(entry));
  return pids
    .filter((pid) => tryRead(() => readlinkSync(`/proc/${pid}/ns/net`)).some((link) => inodes.has(link)))
    .map(Number);
}

/** What may be gone by now. */
function tryRead(read: () => string): readonly string[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}
