import { string as stringArg } from '@oclif/core/args';
import { boolean, string } from '@oclif/core/flags';
import { collectHere } from '../../app/node/collectHere.js';
import { rulesFailure } from '../../app/node/rulesFailure.js';
import { renderJson } from '../../render/renderJson.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class NodeCollect extends HopctlCommand<typeof NodeCollect> {
  static override summary = "Read a pod's network namespace, on its node";

  static override description =
    'Packet filter rules of every back end, listening sockets, addresses, routes, rules of routing and settings, as one JSON document. Run it as root on the node. Only the network namespace is entered and nothing in it is changed: no table comes into being, no module is loaded. The exit code is 5 when the rules could not be read.';

  static override args = {
    target: stringArg({
      ignoreStdin: true,
      description: "a container's id (12 digits or more), a PID, or a pod's uid",
    }),
  };

  static override flags = {
    node: boolean({ description: "the node's own network namespace" }),
    proc: string({ description: "where the node's processes are to be seen, if not in /proc", helpValue: 'DIR' }),
  };

  static override examples = [
    'hopctl node collect 4f1c8a0e6b2d',
    'hopctl node collect --node',
    'hopctl node collect 57e67067-89e4-4001-bdd4-8632d39ea02b --proc /host/proc',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof NodeCollect>): Promise<ExitCode> {
    const tool = `${this.config.name} ${this.config.version}`;
    const { node, proc } = flags;
    const document = await collectHere({ target: args.target, node, proc, tool, now: new Date() });
    for (const note of document.notes) this.detail(note);
    this.print(renderJson(document));
    const failure = rulesFailure(document);
    if (failure === undefined) return ExitCode.ok;
    this.note(`the rules could not be read: ${failure}`);
    return ExitCode.unreadable;
  }
}
