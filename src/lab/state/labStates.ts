import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LAB_ROOT, type LabState } from '../model/LabState.js';

/** Writes a lab's state, all at once. */
export function writeLabState(state: LabState): void {
  mkdirSync(state.dir, { recursive: true });
  const file = join(state.dir, 'lab.json');
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${file}.new`, file);
}

/** Makes the folder of a new lab; `false`: there is one already, perhaps since a moment ago. */
export function claimLab({ dir }: LabState): boolean {
  mkdirSync(dirname(dir), { recursive: true });
  try {
    mkdirSync(dir);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The state of a lab that is on disk; `undefined` if there is none, or none that can be read. */
export function readLabState(name: string): LabState | undefined {
  try {
    return JSON.parse(readFileSync(join(LAB_ROOT, name, 'lab.json'), 'utf8')) as LabState;
  } catch {
    return undefined;
  }
}

/** The names of all labs that are on disk, whole or not. */
export function labNames(): readonly string[] {
  try {
    return readdirSync(LAB_ROOT).sort();
  } catch {
    return [];
  }
}
