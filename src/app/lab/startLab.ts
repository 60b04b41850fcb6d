import type { LabState } from '../../lab/model/LabState.js';
import type { ProxyKind } from '../../lab/model/words.js';
import { readLabFile } from '../../lab/read/readLabFile.js';
import { labUp } from '../../lab/up/labUp.js';

/** Builds the lab of a file; it runs until it is removed. What is wrong with the file or the machine is a `UserError`. */
export function startLab(file: string, proxy: ProxyKind | undefined): Promise<LabState> {
  return labUp(readLabFile(file), proxy === undefined ? {} : { proxy });
}
