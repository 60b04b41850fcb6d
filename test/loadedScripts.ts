import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { hopctl } from './hopctl.js';

/** The paths of the scripts that a run of hopctl evaluates, from V8's own coverage. */
export async function loadedScripts(args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-loaded-'));
  try {
    expect(await hopctl(args, { env: { NODE_V8_COVERAGE: folder } })).toMatchObject({ exitCode: 0 });
    return readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
      return result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Their texts, in which the bundler names the file that each part comes from. */
export async function loadedSources(args: readonly string[]): Promise<string> {
  return (await loadedScripts(args)).map((path) => readFileSync(path, 'utf8')).join('\n');
}
