import type { LabFile } from '../model/LabFile.js';
import type { LabState } from '../model/LabState.js';
import { labDown } from './labDown.js';
import { labUp, type LabUpOptions } from './labUp.js';

/** Builds a lab, in place of one of that name, does something with it, and removes it, whatever happens. */
export async function withLab<T>(
  file: LabFile,
  use: (lab: LabState) => Promise<T> | T,
  options: LabUpOptions = {},
): Promise<T> {
  // What an earlier run left that was killed.
  await labDown(file.name);
  const lab = await labUp(file, options);
  try {
    return await use(lab);
  } finally {
    await labDown(file.name);
  }
}
