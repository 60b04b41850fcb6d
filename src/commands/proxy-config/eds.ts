import { integer, string } from '@oclif/core/flags';
import { viewLoadAssignments } from '../../app/proxyConfig/viewLoadAssignments.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigEds extends ProxyConfigCommand<typeof ProxyConfigEds> {
  static override summary = 'Show the endpoints that a proxy was given';
  static override description = 'Reads a config_dump that was taken with ?include_eds.';
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    address: string({ description: 'the address with its port', helpValue: 'ADDRESS', helpGroup: 'FILTER' }),
    port: integer({ description: 'the port', helpValue: 'PORT', helpGroup: 'FILTER' }),
    cluster: string({ description: 'the whole name of the cluster', helpValue: 'CLUSTER', helpGroup: 'FILTER' }),
    status: string({ description: 'such as HEALTHY or UNHEALTHY', helpValue: 'STATUS', helpGroup: 'FILTER' }),
  };
  static override examples = ['hopctl proxy-config eds -f config_dump.json -o wide'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigEds>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'loadAssignments' }, (proxy) =>
      viewLoadAssignments(proxy.configDump(), {
        address: flags.address,
        port: flags.port,
        cluster: flags.cluster,
        status: flags.status,
      }),
    );
  }
}
