import { boolean, string } from '@oclif/core/flags';
import { changeLogLevels } from '../../app/proxyConfig/changeLogLevels.js';
import { ExitCode, worstExitCode } from '../../text/ExitCode.js';
import { safeBlock } from '../../text/safeText.js';
import { CLUSTER_FLAGS, liveOptions } from '../base/clusterFlags.js';
import { PROXY_ARGS } from '../base/evidenceFlags.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class ProxyConfigLog extends HopctlCommand<typeof ProxyConfigLog> {
  static override summary = "Show or set the levels of a proxy's loggers";
  static override description =
    'Of every pod that TARGET or --selector means, as istioctl does. Nothing is kept: a proxy that starts again has its own levels again.';
  static override aliases = ['proxy-config:o'];
  static override args = PROXY_ARGS;
  static override flags = {
    ...CLUSTER_FLAGS,
    namespace: string({ char: 'n', description: 'namespace of a TARGET that names none', helpValue: 'NAMESPACE' }),
    selector: string({ char: 'l', description: 'the pods with these labels', helpValue: 'app=cart,tier!=db' }),
    level: string({ description: 'LEVEL, LOGGER:LEVEL or LOGGER=LEVEL, several with commas', helpValue: 'LEVELS' }),
    reset: boolean({ char: 'r', description: 'set all loggers to warning' }),
  };
  static override examples = [
    'hopctl proxy-config log deploy/cart.web',
    'hopctl pc log cart-1.web --level http:debug,rbac:debug',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof ProxyConfigLog>): Promise<ExitCode> {
    const { namespace, selector, level, reset } = flags;
    const live = liveOptions(flags, this.config.version);
    const options = { live, targets: args.target ?? [], namespace, selector, level, reset };
    const reports = await changeLogLevels(options, (note) => this.note(note));
    return worstExitCode(
      reports.map(({ name, answer }) => {
        if (typeof answer !== 'string') return this.complain(answer);
        this.print(`${safeBlock(`${name}:\n${answer.trimEnd()}`)}\n`);
        return ExitCode.ok;
      }),
    );
  }
}
