import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { openFile } from './openFile.js';
import type { AdminView } from './adminRequest.js';
import type { ProxyEvidence } from './ProxyEvidence.js';

/**
 * The proxies that a command is asked about: one for `--file`; for a snapshot or a cluster the pod of each TARGET, or all with a dump
 * that the selector or `-A` takes. `view` is what will be read of each.
 *
 * @throws UserError: exit 2 for a command line that names none or too much, exit 5 for what cannot be read.
 */
export async function openProxies(
  options: EvidenceOptions,
  view: AdminView,
  report: (note: string) => void,
): Promise<readonly ProxyEvidence[]> {
  const { targets, file, snapshot, live, allNamespaces, selector } = options;
  const isMany = allNamespaces === true || selector !== undefined;
  if (file !== undefined) {
    if (targets.length > 0)
      throw usage(`TARGET and --file both name the proxy: ${targets.join(' ')}`, 'Leave one of them out.');
    if (snapshot !== undefined) throw usage('--file and --snapshot exclude each other', 'Leave one of them out.');
    if (isMany)
      throw usage('--file is one proxy: -A and -l choose among the pods of a snapshot or cluster', 'Leave them out.');
    return [await openFile(file, report)];
  }
  if (targets.length === 0 && !isMany) throw usage('nothing says which proxy', 'Give a TARGET, or --file FILE.');
  if (targets.length > 0 && isMany) throw usage('-A and -l choose the pods: no TARGET then', 'Leave the TARGET out.');
  if (snapshot === undefined) {
    if (live === undefined)
      throw usage('nothing says where the facts are', 'Give --snapshot DIR|FILE.tgz|-, or --file FILE.');
    const { openLiveProxies } = await import('./openLiveProxies.js');
    return openLiveProxies({ ...options, live }, view, report);
  }
  const { openSnapshotProxies } = await import('./openSnapshotProxies.js');
  return openSnapshotProxies({ ...options, snapshot }, report);
}

function usage(message: string, hint: string): UserError {
  return new UserError(message, { hint, exitCode: ExitCode.usage });
}
