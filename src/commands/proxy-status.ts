import { string as stringArg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { compareProxy } from '../app/proxyStatus/compareProxy.js';
import { listProxyStatuses } from '../app/proxyStatus/listProxyStatuses.js';
import { proxyStatusTable, wideProxyStatusTable } from '../istio/table/proxyStatusTable.js';
import { formatAge } from '../render/formatAge.js';
import { renderComparison } from '../render/proxyStatus/renderComparison.js';
import { renderJson } from '../render/renderJson.js';
import { renderTable } from '../render/renderTable.js';
import { ExitCode, worstExitCode } from '../text/ExitCode.js';
import { CLUSTER_FLAGS, liveOptions } from './base/clusterFlags.js';
import { HopctlCommand, type Parsed } from './base/HopctlCommand.js';
import { outputFlag } from './base/outputFlag.js';

export default class ProxyStatus extends HopctlCommand<typeof ProxyStatus> {
  static override aliases = ['ps'];
  static override summary = 'Are the proxies in step with istiod';
  static override description =
    'Asks every istiod at its debug port, 15014. With a TARGET: what istiod would send it beside what it has, resource by resource; the exit code is 3 when they differ.';
  static override args = {
    target: stringArg({ ignoreStdin: true, description: 'the pod: NAME[.NAMESPACE] or TYPE/NAME[.NAMESPACE]' }),
  };
  static override flags = {
    ...CLUSTER_FLAGS,
    namespace: string({ char: 'n', description: 'only proxies of this namespace', helpValue: 'NAMESPACE' }),
    output: outputFlag(['table', 'wide', 'json']),
  };
  static override examples = ['hopctl proxy-status', 'hopctl ps deploy/cart.web'];

  protected override async evaluate({ args, flags }: Parsed<typeof ProxyStatus>): Promise<ExitCode> {
    const live = liveOptions(flags, this.config.version);
    const note = (message: string): void => this.note(message);
    if (args.target !== undefined) {
      const compared = await compareProxy(live, args.target, flags.namespace, note);
      this.print(flags.output === 'json' ? renderJson({ schemaVersion: 1, ...compared }) : renderComparison(compared));
      return compared.parts.every(({ differences }) => differences.length === 0) ? ExitCode.ok : ExitCode.finding;
    }
    const { proxies, failures } = await listProxyStatuses(live, flags.namespace, note);
    if (proxies.length === 0) note('no proxy is connected to istiod');
    const now = new Date();
    if (flags.output === 'json') {
      const all = proxies.map((one) => ({ ...one, types: Object.fromEntries(one.types) }));
      this.print(renderJson({ schemaVersion: 1, proxies: all }));
    } else if (flags.output === 'wide') {
      this.print(renderTable(wideProxyStatusTable(proxies, (at) => formatAge(at, now))));
    } else this.print(renderTable(proxyStatusTable(proxies)));
    return worstExitCode(failures.map((failure) => this.complain(failure)));
  }
}
