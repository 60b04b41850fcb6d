import type { LabState } from '../model/LabState.js';
import { labNames, readLabState } from '../state/labStates.js';

/** A lab on this machine. */
export interface ListedLab {
  readonly name: string;
  /** `undefined`: its state cannot be read; `labDown` removes it. */
  readonly state: LabState | undefined;
  /** It was cut off while it started. */
  readonly broken: boolean;
}

/** All labs on this machine, by name. */
export function listLabs(): readonly ListedLab[] {
  return labNames().map((name) => {
    const state = readLabState(name);
    const broken = state === undefined || (state.phase === 'starting' && !isAlive(state.upPid));
    return { name, state, broken };
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
