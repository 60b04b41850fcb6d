import { viewSecrets } from '../../app/proxyConfig/viewSecrets.js';
import type { ExitCode } from '../../text/ExitCode.js';
import { CONFIG_OUTPUTS } from '../base/configOutputs.js';
import { CLUSTER_FLAGS } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import type { Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';
import { ProxyConfigCommand } from '../base/ProxyConfigCommand.js';

export default class ProxyConfigSecret extends ProxyConfigCommand<typeof ProxyConfigSecret> {
  static override summary = "Show a proxy's certificates from SDS";
  static override description = 'VALID CERT is told for now, and looks at the dates only.';
  static override aliases = ['proxy-config:secrets', 'proxy-config:s'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...EVIDENCE_FLAGS,
    ...CLUSTER_FLAGS,
    output: outputFlag(CONFIG_OUTPUTS),
  };
  static override examples = ['hopctl proxy-config secret -f config_dump.json'];

  protected override evaluate({ args, flags }: Parsed<typeof ProxyConfigSecret>): Promise<ExitCode> {
    return this.show({ targets: args.target, flags, reads: 'secrets' }, (proxy) =>
      viewSecrets(proxy.configDump(), new Date()),
    );
  }
}
