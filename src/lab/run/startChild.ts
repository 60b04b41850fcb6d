import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import type { ChildSpec } from '../child/ChildSpec.js';
import { netnsCommand, type Place } from './netnsCommand.js';
import { childProgram } from './programs.js';
import { lastLines, notStarted } from './notStarted.js';
import { startDaemon } from './startDaemon.js';

/** Starts a child process (`lab/child`) and waits until it listens; gives its pid. */
export async function startChild(place: Place, spec: ChildSpec, file: string, log: string): Promise<number> {
  writeFileSync(file, JSON.stringify(spec), { mode: 0o600 });
  const argv = netnsCommand(place, [process.execPath, '--no-warnings', childProgram(), file]);
  const child = startDaemon({ argv, cwd: dirname(file), log, pipe: true });
  const answer = await readAll(child.stdio[3] as Readable);
  if (answer === 'ready' && child.pid !== undefined) return child.pid;
  throw notStarted(`${spec.pod}: its servers did not start`, answer || lastLines(log));
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
