import type { ConntrackState } from '../model/ConntrackView.js';

/** What `--ctstate` can name: the five states and the two virtual ones. */
export type CtStateName = ConntrackState | 'SNAT' | 'DNAT';

/** Reads a list of names, joined by commas, into the order of `known`. */
export function parseCtNames<T extends string>(known: readonly T[]): (text: string) => readonly T[] | undefined {
  return (text) => {
    const names = text.toUpperCase().split(',');
    if (!names.every((name) => known.some((candidate) => candidate === name))) return undefined;
    return known.filter((name) => names.includes(name));
  };
}
