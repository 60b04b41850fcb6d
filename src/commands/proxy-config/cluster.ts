import { integer, string } from '@oclif/core/flags';
import { viewClusters } from '../../app/proxyConfig/viewClusters.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigCluster extends ProxyConfigCommand<typeof ProxyConfigCluster> {
  static override summary = "Show a proxy's clusters";
  static override description =
    "The table is istioctl's. Filters look for their text anywhere in the name of a cluster, as istioctl's do: `--direction inbound` also takes `outbound|80||inbound-queue`.";
  static override aliases = ['proxy-config:clusters', 'proxy-config:c'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    fqdn: string({ description: 'part of the host', helpValue: 'HOST', helpGroup: 'FILTER' }),
    direction: string({ description: 'inbound or outbound', helpValue: 'DIRECTION', helpGroup: 'FILTER' }),
    subset: string({ description: 'part of the subset', helpValue: 'SUBSET', helpGroup: 'FILTER' }),
    port: integer({ description: 'the port in the name', helpValue: 'PORT', helpGroup: 'FILTER' }),
  };
  static override examples = [
    'hopctl proxy-config cluster -f config_dump.json --port 80',
    'hopctl pc c frontend-7d9c6b5f4-2xkqp.web --snapshot fixtures/shop -o wide',
  ];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigCluster>): Promise<ExitCode> {
    const { fqdn, direction, subset, port } = flags;
    return this.show({ targets: args.target, flags, reads: 'clusters' }, (proxy) =>
      viewClusters(proxy.configDump(), { fqdn, direction, subset, port }),
    );
  }
}
