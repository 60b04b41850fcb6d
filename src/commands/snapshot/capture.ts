import { boolean, string } from '@oclif/core/flags';
import { captureSnapshot } from '../../app/snapshot/captureSnapshot.js';
import { ExitCode } from '../../text/ExitCode.js';
import { CLUSTER_FLAGS, liveOptions } from '../base/clusterFlags.js';
import { EVIDENCE_FLAGS, PROXY_ARGS } from '../base/evidenceFlags.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { NODE_FLAGS, nodeOptions } from '../base/nodeFlags.js';

const { namespace, selector, 'all-namespaces': allNamespaces } = EVIDENCE_FLAGS;

export default class SnapshotCapture extends HopctlCommand<typeof SnapshotCapture> {
  static override summary = 'Capture a snapshot of a cluster';
  static override description =
    'The proxies of the pods, the rules and sockets of their network namespaces, and the objects around them, without their secrets. Without TARGET all pods of the namespace that have a proxy; -A takes the whole mesh. A capture that was interrupted goes on when it is called again. What could not be captured is in the manifest, and the exit code is 5.';
  static override args = PROXY_ARGS;
  static override flags = {
    namespace,
    selector,
    'all-namespaces': allNamespaces,
    output: string({ required: true, description: 'what to write: a folder, or a .tgz', helpValue: 'DIR|FILE.tgz' }),
    rules: boolean({
      allowNo: true,
      default: true,
      description: "the pods' network namespaces, too, which are read on their nodes",
    }),
    redact: boolean({ allowNo: true, default: true, description: 'replace what may be a secret' }),
    ...CLUSTER_FLAGS,
    ...NODE_FLAGS,
  };
  static override examples = [
    'hopctl snapshot capture deploy/cart.web --output evidence.tgz',
    'hopctl snapshot capture -A --no-rules --output mesh.tgz',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof SnapshotCapture>): Promise<ExitCode> {
    const { name, version } = this.config;
    const note = (message: string): void => this.note(message);
    const { manifest, isWhole, subjects } = await captureSnapshot(
      {
        live: liveOptions(flags, version),
        node: nodeOptions(flags, `${name} ${version}`, note),
        choice: { ...flags, targets: args.target ?? [], allNamespaces: flags['all-namespaces'] },
        output: flags.output,
        rules: flags.rules,
        redact: flags.redact,
        now: new Date(),
      },
      note,
      (line) => this.progress(line),
    );
    const missing = manifest.items.filter(({ error }) => error !== undefined);
    this.note(`${flags.output}: ${manifest.items.length - missing.length} files of ${subjects} pods and nodes`);
    if (missing.length > 0) this.note(`${missing.length} files are missing: \`hopctl snapshot show\` says why`);
    return isWhole ? ExitCode.ok : ExitCode.unreadable;
  }
}
