import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How far each file had been written at a moment. */
export type Marks = ReadonlyMap<string, number>;

/** How long nothing may be written until a lab counts as quiet, and how long it is waited for that at most, in milliseconds. */
const QUIET_MS = 120;
const MOST_MS = 3000;
const STEP_MS = 30;

/** The sizes of files now; one that is not there is empty. */
export async function marksOf(files: readonly string[]): Promise<Marks> {
  return new Map(await Promise.all(files.map(async (file) => [file, await sizeOf(file)] as const)));
}

/** Waits until none of the files grows any more. */
export async function untilQuiet(files: readonly string[]): Promise<void> {
  const end = Date.now() + MOST_MS;
  let known = await marksOf(files);
  let quietSince = Date.now();
  while (Date.now() < end && Date.now() - quietSince < QUIET_MS) {
    await sleep(STEP_MS);
    const now = await marksOf(files);
    if ([...now].some(([file, size]) => known.get(file) !== size)) quietSince = Date.now();
    known = now;
  }
}

/** The JSON objects, one a line, that were written to a file since it was marked. A last line without its end is none yet. */
export async function linesSince<T>(file: string, marks: Marks): Promise<readonly T[]> {
  const from = marks.get(file) ?? 0;
  const size = await sizeOf(file);
  if (size <= from) return [];
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.subarray(0, bytesRead).toString().split('\n').slice(0, -1);
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as T);
  } finally {
    await handle.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
