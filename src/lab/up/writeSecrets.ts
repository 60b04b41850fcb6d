import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildSecret } from '../child/ChildSpec.js';
import type { LabProxyState } from '../model/LabState.js';

/** Writes a proxy's certificates where the reference proxy looks for them; only its user may read them. */
export function writeSecrets(
  { secrets: folder, uid, gid }: LabProxyState,
  secrets: Readonly<Record<string, ChildSecret>>,
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, secret] of Object.entries(secrets)) {
    const file = join(folder, name.replaceAll('/', '_'));
    const files = secret.kind === 'ca' ? { ca: secret.ca } : { crt: secret.chain, key: secret.key };
    for (const [ending, text] of Object.entries(files)) {
      writeFileSync(`${file}.${ending}`, text, { mode: 0o600 });
      chownSync(`${file}.${ending}`, uid, gid);
    }
  }
}
