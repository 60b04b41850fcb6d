import { integer, string } from '@oclif/core/flags';
import { viewEndpoints } from '../../app/proxyConfig/viewEndpoints.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigEndpoint extends ProxyConfigCommand<typeof ProxyConfigEndpoint> {
  static override summary = "Show the hosts of a proxy's clusters, with their health";
  static override description =
    'Reads the answer of /clusters?format=json, as istioctl does; without it the endpoints in the config_dump, of which only the health that the control plane gave is known.';
  static override aliases = ['proxy-config:endpoints', 'proxy-config:ep'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    address: string({ description: 'the address without port', helpValue: 'ADDRESS', helpGroup: 'FILTER' }),
    port: integer({ description: 'the port', helpValue: 'PORT', helpGroup: 'FILTER' }),
    cluster: string({ description: 'the whole name of the cluster', helpValue: 'CLUSTER', helpGroup: 'FILTER' }),
    status: string({ description: 'such as HEALTHY or UNHEALTHY', helpValue: 'STATUS', helpGroup: 'FILTER' }),
  };
  static override examples = ['hopctl proxy-config endpoint -f clusters.json --status UNHEALTHY'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigEndpoint>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'endpoints' }, (proxy) =>
      viewEndpoints(proxy, { address: flags.address, port: flags.port, cluster: flags.cluster, status: flags.status }),
    );
  }
}
