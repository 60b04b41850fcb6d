import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { AdminBody } from './Admin.js';
import { collectPieces } from './collectPieces.js';

/** Answers up to this size are kept in memory. */
const IN_MEMORY = 2 ** 20;

/** Pieces that were written on may take this much before they are freed. */
const GARBAGE = 2 ** 22;

/**
 * Takes an answer piece by piece: what is large goes to a file with mode 0600 that is unlinked at once, so that it is gone with the process,
 * however that ends.
 */
export class BodyStore {
  #chunks: Uint8Array[] = [];
  #size = 0;
  #file: number | undefined;
  #garbage = 0;

  get size(): number {
    return this.#size;
  }

  /** A disk that is full is a `UserError` (exit 5). */
  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#file === undefined && this.#size <= IN_MEMORY) {
      this.#chunks.push(chunk);
      return;
    }
    try {
      this.#file ??= openUnlinked();
      for (const each of [...this.#chunks, chunk]) writeAll(this.#file, each);
      this.#chunks = [];
      this.#garbage += chunk.length;
      if (this.#garbage > GARBAGE) {
        this.#garbage = 0;
        collectPieces();
      }
    } catch (error) {
      this.dispose();
      throw new UserError(`an answer cannot be kept: ${describeFileError(error)}`, {
        where: tmpdir(),
        hint: 'TMPDIR names another folder for it.',
        exitCode: ExitCode.unreadable,
        cause: error,
      });
    }
  }

  body(): AdminBody {
    return { size: this.#size, bytes: () => this.#read(), dispose: () => this.dispose() };
  }

  dispose(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#chunks = [];
  }

  #read(): Uint8Array {
    if (this.#file === undefined) return Buffer.concat(this.#chunks);
    const bytes = Buffer.allocUnsafeSlow(this.#size);
    for (let at = 0; at < bytes.length;) {
      const read = readSync(this.#file, bytes, at, bytes.length - at, at);
      if (read === 0) throw new Error('a kept answer is shorter than what was written');
      at += read;
    }
    return bytes;
  }
}

function openUnlinked(): number {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-'));
  try {
    return openSync(join(folder, 'answer'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeAll(file: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
}
