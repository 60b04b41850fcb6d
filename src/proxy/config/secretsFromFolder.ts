import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { SecretSource, SecretValue } from '../runtime/SecretSource.js';

/**
 * Secrets as files: `NAME.crt` and `NAME.key` are a certificate chain and its key, `NAME.ca` is what a validation context trusts, each in
 * PEM. They are read when they are first asked for, and not watched.
 *
 * @throws UserError (exit 5) when the folder is not there, or is none.
 */
export function secretsFromFolder(folder: string): SecretSource {
  if (!isFolder(folder))
    throw new UserError(existsSync(folder) ? 'this is no folder' : 'there is no such folder', {
      where: folder,
      hint: 'It is to hold NAME.crt and NAME.key, or NAME.ca, for every secret NAME of the configuration.',
      exitCode: ExitCode.unreadable,
    });
  const read = (name: string, ending: string): string | undefined => {
    // A name is no path: it comes from a configuration.
    const path = join(folder, `${name.replaceAll('/', '_')}.${ending}`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const secret = (name: string): SecretValue | undefined => {
    const [certificateChain, privateKey, trustedCa] = [read(name, 'crt'), read(name, 'key'), read(name, 'ca')];
    if (certificateChain === undefined && trustedCa === undefined) return undefined;
    return {
      name,
      ...(certificateChain !== undefined && { certificateChain }),
      ...(privateKey !== undefined && { privateKey }),
      ...(trustedCa !== undefined && { trustedCa }),
    };
  };
  return {
    secret,
    watch(name, changed) {
      const value = secret(name);
      if (value) changed(value);
    },
    close: () => undefined,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
