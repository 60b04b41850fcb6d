import { viewEcds } from '../../app/proxyConfig/viewEcds.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigEcds extends ProxyConfigCommand<typeof ProxyConfigEcds> {
  static override summary = "Show a proxy's extension configurations";
  static override aliases = ['proxy-config:ec'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
  };
  static override examples = ['hopctl proxy-config ecds -f config_dump.json'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigEcds>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'ecds' }, (proxy) => viewEcds(proxy.configDump()));
  }
}
