import { readSyncStatus } from '../../istio/readSyncStatus.js';
import type { ProxyStatus } from '../../istio/table/proxyStatusTable.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { openLive } from '../live/Live.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { askIstiods } from './askIstiods.js';

/** Proxies that are connected, and why some istiods could not be asked. */
export interface ProxyStatuses {
  readonly proxies: readonly ProxyStatus[];
  readonly failures: readonly UserError[];
}

/**
 * What all istiods say of the proxies that are connected to them; with `namespace`, of those in it. Errors as `askIstiods`.
 */
export async function listProxyStatuses(
  options: LiveOptions,
  namespace: string | undefined,
  report: (note: string) => void,
): Promise<ProxyStatuses> {
  const live = await openLive(options, report);
  try {
    const { answers, failures } = await askIstiods(live, 'debug/syncz');
    const all = answers.flatMap(({ istiod, document }) => {
      const statuses = document && readSyncStatus(document.value);
      if (statuses === undefined)
        throw new UserError(`istiod ${istiod} does not answer with a list of proxies`, {
          exitCode: ExitCode.unreadable,
        });
      return statuses.map((status) => ({ ...status, istiod }));
    });
    const proxies = all.filter(({ proxy }) => namespace === undefined || proxy.endsWith(`.${namespace}`));
    return { proxies, failures };
  } finally {
    live.cluster.close();
  }
}
