import { readFileSync } from 'node:fs';

/** The lines of a log, none while it is not there. */
export function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** What a log got since it had so many lines: until it is quiet. */
export async function newLines(path: string, before: number): Promise<readonly string[]> {
  let count = -1;
  for (let i = 0; i < 20; i++) {
    const now = linesOf(path).length;
    if (now > before && now === count) break;
    count = now;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return linesOf(path).slice(before);
}
