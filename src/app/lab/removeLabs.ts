import { labDown, labDownAll } from '../../lab/up/labDown.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What is to be removed: labs by name, or all that there are. */
export interface RemoveOptions {
  readonly names: readonly string[];
  readonly all: boolean;
}

/** Removes labs, and what is left of those that were cut off; gives the names of what was there. None of a name is a usage error. */
export async function removeLabs({ names, all }: RemoveOptions): Promise<readonly string[]> {
  if (all ? names.length > 0 : names.length === 0) {
    throw new UserError(all ? 'names and --all exclude each other' : 'nothing says which lab', {
      exitCode: ExitCode.usage,
      hint: 'Give names of labs, or --all.',
    });
  }
  if (all) return labDownAll();
  const missing: string[] = [];
  for (const name of names) if (!(await labDown(name))) missing.push(name);
  if (missing.length > 0) {
    throw new UserError(`there is no lab ${missing.map((name) => JSON.stringify(name)).join(', ')}`, {
      exitCode: ExitCode.usage,
      hint: 'hopctl lab list shows those that there are.',
    });
  }
  return names;
}
