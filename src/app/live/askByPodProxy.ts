import { keepBody } from '../../sources/admin/keepBody.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LivePod } from './findLivePods.js';
import type { Live } from './Live.js';
import type { AskAdmin } from './openPodAdmin.js';

/** Asks by way of the API server to the pod's address: only for admin interfaces that do not listen on the loopback alone. */
export function askByPodProxy({ cluster, options }: Live, { namespace, name }: LivePod, label: string): AskAdmin {
  return async (method, path) => {
    if (method !== 'GET')
      throw new UserError(`${label} cannot be told anything by way of the API server`, {
        exitCode: ExitCode.unreadable,
      });
    const { body } = await cluster.podProxy(namespace, name, options.adminPort, path);
    const keeper = keepBody({ name: label, maxBytes: options.maxDump });
    try {
      for await (const chunk of body) keeper.add(chunk);
      return keeper.body();
    } catch (error) {
      keeper.dispose();
      throw error instanceof UserError
        ? error
        : new UserError(`${label} breaks off in the middle of an answer`, {
            exitCode: ExitCode.unreadable,
            cause: error,
          });
    }
  };
}
