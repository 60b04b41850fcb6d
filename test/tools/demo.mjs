// Shows what hopctl answers, on the fixtures that come with it: each command, then its output. Fails when one ends with
// another exit code than its story says. Runs on Node 20.
import { spawnSync } from 'node:child_process';
import { HOPCTL, NODE, ROOT } from './paths.mjs';

/** What is shown: a sentence, the arguments, and the exit code that belongs to the story. */
const STORIES = [{ says: 'What does an Envoy response flag mean?', args: ['explain', 'UH'], exitCode: 0 }];

let failures = 0;
for (const { says, args, exitCode } of STORIES) {
  const quoted = args.map((arg) => (/^[\w./:=@%+,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`));
  process.stdout.write(`\n# ${says}\n$ npx hopctl ${quoted.join(' ')}\n`);
  const { status, stdout, stderr } = spawnSync(NODE, [HOPCTL, ...args], { cwd: ROOT, encoding: 'utf8' });
  process.stdout.write(stdout + stderr);
  if (status !== exitCode) {
    failures++;
    process.stdout.write(`demo: exit code ${status}, expected ${exitCode}\n`);
  }
}
process.exitCode = failures > 0 ? 1 : 0;
