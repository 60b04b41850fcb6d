import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pinned } from './pinned.mjs';

/** Tells over its file 3, whenever it is asked by SIGUSR2, what the process has used, its heap after collecting garbage. */
const TELL_USAGE = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
  process.on('SIGUSR2', () => {
    gc(); gc();
    const { user, system } = process.cpuUsage();
    const { heapUsed: heap, rss } = process.memoryUsage();
    writeSync(3, JSON.stringify({ cpu: user + system, heap, rss }) + '\\n');
  });`,
)}`;

/** Runs a proxy that says where it listens, on the first core. `usage()`: microseconds of CPU, bytes of heap and of memory. */
export async function startProxy(program, nodeFlags = []) {
  const flags = ['--expose-gc', '--import', TELL_USAGE, ...nodeFlags];
  const [command, ...args] = pinned(0, [...flags, ...program]);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let errors = '';
  const bound = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      errors += chunk;
      const listening = /^listening: .*?:(\d+)\b.*; admin/m.exec(errors);
      if (listening !== null) resolve(Number(listening[1]));
    });
    child.on('exit', () => reject(new Error(errors)));
  });
  const lines = createInterface({ input: child.stdio[3] });
  return {
    port: bound,
    async usage() {
      const line = once(lines, 'line');
      child.kill('SIGUSR2');
      const [text] = await line;
      return JSON.parse(text);
    },
    async close() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
