import { CUTS, killClients } from '../../node/killClients.js';

/** `npm run proof -- node [COUNT]`: cuts off so many clients that have a helper pod on a node, and says what they left. */
const count = Number(process.argv[2] ?? 200);
const tally = await killClients(count, Math.random);
const { cuts, withHelper, leftToDeadline, orphans } = tally;
process.stdout.write(`${CUTS.map((cut) => `${cut} ${cuts[cut]}`).join(', ')}\n`);
process.stdout.write(
  `with a helper pod at that moment: ${withHelper}; left to the deadline by SIGKILL: ${leftToDeadline}\n`,
);
for (const orphan of orphans) process.stdout.write(`orphan: ${orphan}\n`);
process.stdout.write(`${count} clients cut off, ${orphans.length} orphans\n`);
process.exitCode = orphans.length > 0 ? 3 : 0;
