import type { Manifest } from '../../facts/snapshot/Manifest.js';
import { PartialFolder } from '../../sources/snapshot/PartialFolder.js';
import { refuseExisting } from '../../sources/snapshot/writeSnapshot.js';
import type { PodChoice } from '../live/findLivePods.js';
import { openLive, type Live } from '../live/Live.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { liveSubjects, type LiveSubject } from '../node/liveSubjects.js';
import type { NodeOptions } from '../node/NodeOptions.js';
import { NodeReaders } from '../node/NodeReaders.js';
import { captureNetns, capturePod } from './capturePod.js';
import { captureObjects } from './captureObjects.js';
import { Progress } from './Progress.js';
import { writeEvidence } from './writeEvidence.js';

/** What is captured, and where it goes. */
export interface CaptureOptions {
  readonly live: LiveOptions;
  readonly node: NodeOptions;
  readonly choice: PodChoice;
  readonly output: string;
  /** Whether network namespaces are read, too. */
  readonly rules: boolean;
  readonly redact: boolean;
  readonly now: Date;
}

/** What was written. */
export interface CapturedSnapshot {
  readonly manifest: Manifest;
  /** Whether everything that was asked for is there. */
  readonly isWhole: boolean;
  readonly subjects: number;
}

/** Pods at once: friendly to the API server. Each proxy is asked one thing at a time. */
const AT_ONCE = 4;

/**
 * Captures pods, the objects around them, and with `rules` their network namespaces. It is gone on with if it was interrupted; what could not be
 * captured is in the manifest.
 *
 * @param progress takes a line that the next one replaces
 * @throws UserError: exit 2 for an output that exists or pods that are not there, exit 5 when the cluster cannot be asked at all.
 */
export async function captureSnapshot(
  options: CaptureOptions,
  report: (note: string) => void,
  progress: (line: string) => void,
): Promise<CapturedSnapshot> {
  const { output, choice, node, now } = options;
  refuseExisting(output);
  const live = await openLive(options.live, report);
  const readers = options.rules ? new NodeReaders(live.cluster, node) : undefined;
  try {
    const subjects = await liveSubjects(live, choice);
    const partial = new PartialFolder(output);
    progress('objects');
    const areObjectsThere = await captureObjects(live, partial, namespacesOf(subjects));
    const incomplete = await captureAll(live, partial, readers, subjects, progress);
    const { files, items } = partial;
    const manifest = await writeEvidence({
      output,
      files,
      items,
      redact: options.redact,
      tool: node.tool,
      createdAt: now,
    });
    partial.remove();
    return { manifest, isWhole: incomplete === 0 && areObjectsThere, subjects: subjects.length };
  } finally {
    await readers?.close();
    live.cluster.close();
  }
}

async function captureAll(
  live: Live,
  partial: PartialFolder,
  readers: NodeReaders | undefined,
  subjects: readonly LiveSubject[],
  progress: (line: string) => void,
): Promise<number> {
  const queue = [...subjects];
  const count = new Progress(subjects.length, () => performance.now());
  let incomplete = 0;
  const work = async (): Promise<void> => {
    for (let subject = queue.shift(); subject !== undefined; subject = queue.shift()) {
      progress(count.line(nameOf(subject)));
      if (!(await captureOne(live, partial, readers, subject))) incomplete += 1;
      count.done();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return incomplete;
}

async function captureOne(
  live: Live,
  partial: PartialFolder,
  readers: NodeReaders | undefined,
  subject: LiveSubject,
): Promise<boolean> {
  switch (subject.kind) {
    case 'pod':
      return capturePod(live, partial, readers, subject.pod);
    case 'node':
      return (
        readers === undefined ||
        captureNetns(live, partial, `nodes/${subject.name}`, () => readers.collectNode(subject.name))
      );
  }
}

function nameOf(subject: LiveSubject): string {
  return subject.kind === 'pod' ? `${subject.pod.namespace}/${subject.pod.name}` : `node ${subject.name}`;
}

function namespacesOf(subjects: readonly LiveSubject[]): readonly string[] {
  return [...new Set(subjects.flatMap((one) => (one.kind === 'pod' ? [one.pod.namespace] : [])))];
}
