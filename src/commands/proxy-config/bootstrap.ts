import { viewBootstrap } from '../../app/proxyConfig/viewBootstrap.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { BOOTSTRAP_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigBootstrap extends ProxyConfigCommand<typeof ProxyConfigBootstrap> {
  static override summary = 'Show what a proxy was started with';
  static override description = 'JSON if nothing is said, as istioctl; -o short: the versions of Istio and Envoy.';
  static override aliases = ['proxy-config:b'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(BOOTSTRAP_OUTPUTS),
  };
  static override examples = ['hopctl proxy-config bootstrap -f config_dump.json -o short'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigBootstrap>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'bootstrap' }, (proxy) => viewBootstrap(proxy.configDump()));
  }
}
