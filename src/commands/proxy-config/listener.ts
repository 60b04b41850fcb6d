import { boolean, integer, string } from '@oclif/core/flags';
import { viewListeners } from '../../app/proxyConfig/viewListeners.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigListener extends ProxyConfigCommand<typeof ProxyConfigListener> {
  static override summary = "Show a proxy's listeners";
  static override description =
    "Rows of a listener are sorted by DESTINATION, as istioctl's; -o wide has them in the order in which Envoy keeps them, with every criterion and filter.";
  static override aliases = ['proxy-config:listeners', 'proxy-config:l'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    address: string({
      description: 'an address of the listener, without port',
      helpValue: 'ADDRESS',
      helpGroup: 'FILTER',
    }),
    port: integer({ description: 'the port it listens on', helpValue: 'PORT', helpGroup: 'FILTER' }),
    type: string({ description: 'HTTP, TCP or HTTP+TCP', helpValue: 'TYPE', helpGroup: 'FILTER' }),
    verbose: boolean({
      char: 'v',
      allowNo: true,
      default: true,
      description: 'matches and destinations; --no-verbose: the type only',
      helpGroup: 'OUTPUT',
    }),
    waypoint: boolean({ description: 'the chains of a waypoint by name, without filters', helpGroup: 'OUTPUT' }),
  };
  static override examples = [
    'hopctl proxy-config listener -f config_dump.json --port 15006',
    'hopctl pc l frontend-7d9c6b5f4-2xkqp.web --snapshot fixtures/shop',
  ];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigListener>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'listeners' }, (proxy) =>
      viewListeners(
        proxy.configDump(),
        { address: flags.address, port: flags.port, type: flags.type },
        { verbose: flags.verbose, waypoint: flags.waypoint },
      ),
    );
  }
}
