import { join } from 'node:path';

/** The folder of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The Node.js that the package brings along, which everything but the setup runs on. */
export const NODE = join(ROOT, 'node_modules', '.bin', 'node');

/** The program as its users start it. */
export const HOPCTL = join(ROOT, 'bin', 'hopctl.js');
