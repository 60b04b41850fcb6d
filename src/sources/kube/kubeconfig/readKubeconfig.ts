import { readFileSync } from 'node:fs';
import { describeFileError } from '../../../text/describeFileError.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { Kubeconfig } from './Kubeconfig.js';
import type { KubeconfigFiles } from './kubeconfigFiles.js';
import { parseKubeconfig } from './parseKubeconfig.js';

/**
 * Reads and merges kubeconfig files as client-go does (`tools/clientcmd/loader.go`): of a list those that are not there are passed over; of
 * two entries with one name, and of several current contexts, the first counts, whole. A file that cannot be read is a `UserError` (exit 5).
 */
export function readKubeconfig({ paths, mustExist }: KubeconfigFiles): Kubeconfig {
  const files = paths.flatMap((path) => {
    const text = readText(path, mustExist);
    return text === undefined ? [] : [parseKubeconfig(text, path)];
  });
  return {
    files: files.flatMap((one) => one.files),
    clusters: firstWins(files.map(({ clusters }) => clusters)),
    users: firstWins(files.map(({ users }) => users)),
    contexts: firstWins(files.map(({ contexts }) => contexts)),
    currentContext: files.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
  };
}

function readText(path: string, mustExist: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && !mustExist) return undefined;
    throw new UserError(`the kubeconfig cannot be read: ${describeFileError(error)}`, {
      where: path,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}

function firstWins<T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  return new Map(maps.toReversed().flatMap((map) => [...map]));
}
