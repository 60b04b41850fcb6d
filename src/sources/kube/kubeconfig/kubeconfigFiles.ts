import { join } from 'node:path';

/** Which files a kubeconfig is read from. */
export interface KubeconfigFiles {
  /** In their order, each once. */
  readonly paths: readonly string[];
  /** Whether one that is not there is an error: only the one that `--kubeconfig` names has to be. */
  readonly mustExist: boolean;
}

/**
 * Where kubectl looks (client-go `tools/clientcmd/loader.go`): the file that `--kubeconfig` names, else every file of `KUBECONFIG`, else
 * `.kube/config` in the home folder.
 */
export function kubeconfigFiles(
  explicit: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): KubeconfigFiles {
  if (explicit !== undefined && explicit !== '') return { paths: [explicit], mustExist: true };
  const list = environment.KUBECONFIG ?? '';
  if (list !== '') return { paths: [...new Set(list.split(':').filter((path) => path !== ''))], mustExist: false };
  const home = environment.HOME ?? '';
  return { paths: home === '' ? [] : [join(home, '.kube', 'config')], mustExist: false };
}
