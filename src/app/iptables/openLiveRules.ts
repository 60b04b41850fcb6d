import { addFiles } from '../../facts/snapshot/addFiles.js';
import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import type { Pod } from '../../kube/objects/Pod.js';
import type { CollectedFile } from '../../sources/node/collectedFiles.js';
import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { openLive } from '../live/Live.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { liveSubjects, type LiveSubject } from '../node/liveSubjects.js';
import type { NodeOptions } from '../node/NodeOptions.js';
import { NodeReaders } from '../node/NodeReaders.js';
import type { RulesEvidence } from './RulesEvidence.js';

/** How the rules of a cluster's pods are read. */
export interface LiveRulesOptions {
  readonly live: LiveOptions;
  readonly node: NodeOptions;
  /** Told what is being waited for. */
  readonly progress: (what: string) => void;
}

/**
 * The rules of the pods that a command line means in a cluster, read on their nodes now; `node/NAME` is the node itself. Of several those that
 * cannot be read throw when they are asked for, one alone at once.
 */
export async function openLiveRules(
  options: EvidenceOptions,
  { live: liveOptions, node, progress }: LiveRulesOptions,
  report: (note: string) => void,
): Promise<readonly RulesEvidence[]> {
  const live = await openLive(liveOptions, report);
  const readers = new NodeReaders(live.cluster, node);
  try {
    const subjects = await liveSubjects(live, options);
    const found: RulesEvidence[] = [];
    for (const subject of subjects) {
      progress(`the rules of ${nameOf(subject)}`);
      found.push(await read(readers, subject, subjects.length === 1));
    }
    return found;
  } finally {
    await readers.close();
    live.cluster.close();
  }
}

function nameOf(subject: LiveSubject): string {
  return subject.kind === 'pod' ? `${subject.pod.namespace}/${subject.pod.name}` : `node/${subject.name}`;
}

async function read(readers: NodeReaders, subject: LiveSubject, isAlone: boolean): Promise<RulesEvidence> {
  const pod = subject.kind === 'pod' ? subject.pod : undefined;
  const name = nameOf(subject);
  try {
    const files = await (pod === undefined ? readers.collectNode(name.slice('node/'.length)) : readers.collectPod(pod));
    return evidenceOf(name, pod, files);
  } catch (error) {
    if (isAlone || !(error instanceof UserError || error instanceof KubeApiError)) throw error;
    const shown =
      error instanceof UserError
        ? error
        : new UserError(error.message, { exitCode: ExitCode.unreadable, cause: error });
    return {
      name,
      pod: () => pod,
      ruleSets: () => {
        throw shown;
      },
    };
  }
}

function evidenceOf(name: string, pod: Pod | undefined, files: readonly CollectedFile[]): RulesEvidence {
  const added = files.flatMap((file) =>
    'bytes' in file
      ? [
          {
            path: file.path,
            bytes: file.bytes,
            source: { kind: 'cluster' as const, path: file.source, capturedAt: file.at },
          },
        ]
      : [],
  );
  const facts = readSnapshot(addFiles(undefined, added), () => undefined);
  const netns =
    pod === undefined ? facts.node(name.slice('node/'.length))?.netns : facts.workload(pod.namespace, pod.name)?.netns;
  return {
    name,
    pod: () => pod,
    ruleSets: () => {
      if (netns?.hasRules === true) return netns.ruleSets().map(({ value }) => value);
      const why = files.find((file) => 'error' in file && /iptables-save|nft/.test(file.path));
      throw new UserError(`the rules of ${name} cannot be read${why && 'error' in why ? `: ${why.error}` : ''}`, {
        exitCode: ExitCode.unreadable,
        hint: '--node-image names an image with the tools for it.',
      });
    },
  };
}
