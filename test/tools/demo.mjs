// Shows what hopctl answers, on the fixtures that come with it: each command, then its output. Fails when one ends with
// another exit code than its story says. Runs on Node 20.
import { spawnSync } from 'node:child_process';
import { LAB_STORIES, LAB_NAME, whyNoLab } from './labStories.mjs';
import { HOPCTL, NODE, ROOT } from './paths.mjs';
import { STORIES } from './stories.mjs';

let failures = 0;
for (const story of STORIES) show(story);
const why = whyNoLab();
if (why === undefined) {
  try {
    for (const story of LAB_STORIES) show(story);
  } finally {
    show({ says: 'Nothing of it stays.', args: ['lab', 'down', LAB_NAME], exitCode: 0 });
  }
} else process.stdout.write(`\n# No lab is shown: ${why}.\n`);
process.exitCode = failures > 0 ? 1 : 0;

function show({ says, args, exitCode }) {
  const quoted = args.map((arg) => (/^[\w./:=@%+,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`));
  process.stdout.write(`\n# ${says}\n$ npx hopctl ${quoted.join(' ')}\n`);
  const { status, stdout, stderr } = spawnSync(NODE, [HOPCTL, ...args], { cwd: ROOT, encoding: 'utf8' });
  const output = stdout + stderr;
  process.stdout.write(output === '' || output.endsWith('\n') ? output : `${output}\n`);
  if (status !== exitCode) {
    failures++;
    process.stdout.write(`demo: exit code ${status}, expected ${exitCode}\n`);
  }
}
