import { boolean, integer, string } from '@oclif/core/flags';
import { viewAll } from '../../app/proxyConfig/viewAll.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigAll extends ProxyConfigCommand<typeof ProxyConfigAll> {
  static override summary = "Show all of a proxy's configuration";
  static override description = 'Each table below the other; -o json is the dump as it is.';
  static override aliases = ['proxy-config:a'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
    'with-headers': boolean({ description: 'a title above each table', helpGroup: 'OUTPUT' }),
    verbose: boolean({
      char: 'v',
      allowNo: true,
      default: true,
      description: 'as of listener and route',
      helpGroup: 'OUTPUT',
    }),
    fqdn: string({ description: 'clusters: part of the host', helpValue: 'HOST', helpGroup: 'FILTER' }),
    direction: string({ description: 'clusters: inbound or outbound', helpValue: 'DIRECTION', helpGroup: 'FILTER' }),
    subset: string({ description: 'clusters: part of the subset', helpValue: 'SUBSET', helpGroup: 'FILTER' }),
    port: integer({
      description: 'clusters, listeners and endpoints: the port',
      helpValue: 'PORT',
      helpGroup: 'FILTER',
    }),
    address: string({ description: 'listeners and endpoints: the address', helpValue: 'ADDRESS', helpGroup: 'FILTER' }),
    type: string({ description: 'listeners: HTTP, TCP or HTTP+TCP', helpValue: 'TYPE', helpGroup: 'FILTER' }),
    name: string({ description: 'routes: the whole name', helpValue: 'NAME', helpGroup: 'FILTER' }),
  };
  static override examples = ['hopctl proxy-config all -f config_dump.json --with-headers'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigAll>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'all', withHeaders: flags['with-headers'] }, (proxy) =>
      viewAll(proxy.configDump(), flags, { now: new Date(), verbose: flags.verbose }),
    );
  }
}
