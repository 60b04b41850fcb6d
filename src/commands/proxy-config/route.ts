import { boolean, string } from '@oclif/core/flags';
import { viewRoutes } from '../../app/proxyConfig/viewRoutes.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigRoute extends ProxyConfigCommand<typeof ProxyConfigRoute> {
  static override summary = "Show a proxy's routes";
  static override description =
    "istioctl's table shows the path only; -o wide also methods, headers, query parameters, clusters with their weights.";
  static override aliases = ['proxy-config:routes', 'proxy-config:r'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    name: string({ description: 'the whole name of the route configuration', helpValue: 'NAME', helpGroup: 'FILTER' }),
    verbose: boolean({
      char: 'v',
      allowNo: true,
      default: true,
      description: 'every route; --no-verbose: the number of virtual hosts',
      helpGroup: 'OUTPUT',
    }),
  };
  static override examples = ['hopctl proxy-config route -f config_dump.json --name 80 -o wide'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigRoute>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'routes' }, (proxy) =>
      viewRoutes(proxy.configDump(), { name: flags.name }, { verbose: flags.verbose }),
    );
  }
}
