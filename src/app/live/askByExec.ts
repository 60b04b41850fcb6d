import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import { keepBody } from '../../sources/admin/keepBody.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { pathOf } from './apiPaths.js';
import type { LivePod } from './findLivePods.js';
import type { Live } from './Live.js';
import { LiveFiles } from './LiveFiles.js';
import type { AskAdmin } from './openPodAdmin.js';

/** Asks by `pilot-agent request METHOD PATH` in the proxy's container. The agent knows its admin interface's port itself. */
export function askByExec({ cluster, options }: Live, { namespace, name, pod }: LivePod, label: string): AskAdmin {
  const fail = (message: string): never => {
    throw new UserError(`${label}: ${message}`, { exitCode: ExitCode.unreadable });
  };
  const findPod = async (): Promise<LivePod['pod']> => {
    if (pod !== undefined) return pod;
    const files = new LiveFiles(`cluster ${cluster.name}`);
    files.addObjects([await cluster.get(pathOf('Pod', namespace, name))], new Date());
    return readSnapshot(files.files, () => undefined)
      .workload(namespace, name)
      ?.pod();
  };
  return async (method, path) => {
    const found = await findPod();
    const container = found && proxyContainer(found)?.name;
    if (container === undefined) return fail('the pod has no proxy container');
    const keeper = keepBody({ name: label, maxBytes: options.maxDump });
    try {
      const argv = ['pilot-agent', 'request', method, path.replace(/^\//, '')];
      const { exitCode, stderr } = await cluster.exec(namespace, name, container, argv, {
        onStdout: async (chunk) => keeper.add(chunk),
      });
      if (exitCode !== 0)
        return fail(`pilot-agent ends with ${exitCode}: ${stderr.toString('utf8').slice(0, 300).trim()}`);
      return keeper.body();
    } catch (error) {
      keeper.dispose();
      throw error;
    }
  };
}
