import { listLabs, type ListedLab } from '../../lab/up/listLabs.js';

/** The labs of this machine, those too that were cut off. */
export function listedLabs(): readonly ListedLab[] {
  return listLabs();
}
