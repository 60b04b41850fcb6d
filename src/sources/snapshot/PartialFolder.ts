import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ManifestItem } from '../../facts/snapshot/Manifest.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { folderFiles } from './folderFiles.js';

/** What is noted of a file, or of one that is missing. */
export type PartialItem = Omit<ManifestItem, 'sha256' | 'redacted'>;

const NOTES = 'captured.jsonl';

/**
 * A snapshot on the way, as it was captured: a folder beside the output, for its owner only. One that an interrupted capture left is gone on with.
 * What cannot be written is a `UserError` (exit 5).
 */
export class PartialFolder {
  readonly path: string;
  readonly #items = new Map<string, PartialItem>();
  readonly #done = new Set<string>();

  constructor(output: string) {
    this.path = `${output}.partial`;
    this.#guard(() => mkdirSync(this.path, { recursive: true, mode: 0o700 }));
    const notes = join(this.path, NOTES);
    if (existsSync(notes)) for (const line of readFileSync(notes, 'utf8').split('\n')) this.#recall(line);
  }

  /** Whether everything about a thing was captured, now or before. */
  isDone(key: string): boolean {
    return this.#done.has(key);
  }

  /** Everything about a thing is captured. */
  done(key: string): void {
    this.#done.add(key);
    this.#note({ done: key });
  }

  add(item: PartialItem, bytes: Uint8Array): void {
    const file = join(this.path, ...item.path.split('/'));
    this.#guard(() => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, bytes, { mode: 0o600 });
    });
    this.#items.set(item.path, item);
    this.#note({ item });
  }

  /** Notes why a file is missing; a file that is there stays. */
  miss(item: PartialItem & { readonly error: string }): void {
    if (this.#items.get(item.path)?.error === undefined && this.#items.has(item.path)) return;
    this.#items.set(item.path, item);
  }

  /** By path. */
  get items(): readonly PartialItem[] {
    return [...this.#items.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  get files(): SnapshotFiles {
    const files = folderFiles(this.path);
    if (files === undefined) throw new Error(`${this.path} is gone`);
    const items = this.#items;
    return { ...files, paths: files.paths.filter((path) => items.get(path)?.error === undefined && items.has(path)) };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #note(note: { readonly item: PartialItem } | { readonly done: string }): void {
    this.#guard(() => appendFileSync(join(this.path, NOTES), `${JSON.stringify(note)}\n`, { mode: 0o600 }));
  }

  /** A line that was cut off when the capture ended counts as none. */
  #recall(line: string): void {
    try {
      const note = JSON.parse(line) as { readonly item?: PartialItem; readonly done?: string };
      if (note.done !== undefined) this.#done.add(note.done);
      if (note.item !== undefined) this.#items.set(note.item.path, note.item);
    } catch {
      return;
    }
  }

  #guard(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      throw new UserError(`it cannot be written: ${describeFileError(error)}`, {
        where: this.path,
        exitCode: ExitCode.unreadable,
        cause: error,
      });
    }
  }
}
