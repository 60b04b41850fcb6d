import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findEnvoy, NO_ENVOY } from '../../src/lab/envoy/findEnvoy.js';
import type { ProxyKind } from '../../src/lab/model/words.js';

/** What a lab's proxies are run by, and why it can't be here. */
export interface TestedProxy {
  readonly kind: ProxyKind;
  /** With the reason, where it is skipped. */
  readonly title: string;
  readonly missing: boolean;
}

const isRoot = process.getuid?.() === 0;
const hasReference = existsSync(join(import.meta.dirname, '..', '..', 'src', 'commands', 'proxy', 'run.ts'));

/** Both kinds of proxies. */
export const PROXIES: readonly TestedProxy[] = [
  tested('envoy', 'a real Envoy', findEnvoy() === undefined ? NO_ENVOY : ''),
  tested('reference', 'the reference proxy', hasReference ? '' : 'it is not built'),
];

function tested(kind: ProxyKind, name: string, lack: string): TestedProxy {
  const reason = isRoot ? lack : 'not root';
  return { kind, title: reason === '' ? name : `${name} (skipped: ${reason})`, missing: reason !== '' };
}
