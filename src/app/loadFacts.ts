import { readClustersStatus } from '../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../envoy/dump/readConfigDump.js';
import type { Facts } from '../facts/Facts.js';
import type { FactSource } from '../facts/FactSource.js';
import { addFiles, type AddedFile } from '../facts/snapshot/addFiles.js';
import { entryAt } from '../facts/snapshot/layout.js';
import { readSnapshot, type Report } from '../facts/snapshot/readSnapshot.js';
import type { SnapshotFiles } from '../facts/snapshot/SnapshotFiles.js';
import { inputName, readBytes, STDIN } from '../sources/file/readBytes.js';
import { openSnapshot } from './openSnapshot.js';
import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';

/** A file that the user names for a place of the snapshot's layout. */
export interface GivenFile {
  /** `pods/web/cart-1/config_dump.json`. */
  readonly path: string;
  /** A file's name, or `-` for stdin. */
  readonly file: string;
}

/** Where facts come from; at least one of the two. */
export interface FactsOptions {
  /** A folder, an archive, or `-` for an archive on stdin. */
  readonly snapshot?: string | undefined;
  /** Files given by hand: they win over the snapshot's. */
  readonly given?: readonly GivenFile[] | undefined;
}

/**
 * The facts in a snapshot and in files given by hand. What is odd about them is told to `report`, now or when it is met. A snapshot or file
 * that cannot be read is a `UserError` (exit 5); no source at all, or a path outside the layout, another (exit 2).
 */
export async function loadFacts(options: FactsOptions, report: Report): Promise<Facts> {
  const files = await openSources(options);
  for (const { path } of options.given ?? []) refuseEmpty(files, path);
  const facts = readSnapshot(files, report);
  if (options.given !== undefined) refuseBroken(facts, options.given);
  return facts;
}

/** What a user names is read at once, whether the way of a request comes by it or not. */
function refuseBroken(facts: Facts, given: readonly GivenFile[]): void {
  const subjects = given.map(({ path }) => entryAt(path)?.subject);
  for (const subject of subjects) {
    if (subject?.kind !== 'pod') continue;
    const { proxy, netns } = facts.workload(subject.namespace, subject.name) ?? {};
    const dump = proxy?.configDump();
    if (dump !== undefined) readConfigDump(dump.document);
    const clusters = proxy?.clusters();
    if (clusters !== undefined) readClustersStatus(clusters.document);
    netns?.ruleSets();
  }
}

/** A snapshot may have recorded that there are no rules; an empty file that a user names is a command that failed. */
function refuseEmpty(files: SnapshotFiles, path: string): void {
  if (files.read(path).length > 0) return;
  throw new UserError('the file is empty', {
    where: files.sourceOf(path).path,
    hint: 'Was the command that wrote it successful?',
    exitCode: ExitCode.unreadable,
  });
}

/** The files behind `loadFacts`. */
export async function openSources({ snapshot, given = [] }: FactsOptions): Promise<SnapshotFiles> {
  if (snapshot === undefined && given.length === 0) {
    throw new UserError('nothing says where the facts are', {
      hint: 'Give --snapshot DIR|FILE.tgz|-.',
      exitCode: ExitCode.usage,
    });
  }
  const base = snapshot === undefined ? undefined : await openSnapshot(snapshot);
  if (given.length === 0 && base) return base;
  const added: AddedFile[] = [];
  for (const file of given) added.push(await readGiven(file));
  return addFiles(base, added);
}

async function readGiven({ path, file }: GivenFile): Promise<AddedFile> {
  const entry = entryAt(path);
  if (!entry) {
    throw new UserError(`${JSON.stringify(path)} is no place in a snapshot`, {
      hint: 'For example pods/web/cart-1/config_dump.json, or objects/web.yaml.',
      exitCode: ExitCode.usage,
    });
  }
  const source: FactSource = { kind: file === STDIN ? 'stdin' : 'file', path: inputName(file) };
  return { path, bytes: await readBytes(file, `evidence of the kind ${entry.kind}`), source };
}
