import type { EchoRecord } from '../../../src/lab/model/EchoRecord.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';

/** A program for `node -e`: asks a URL, of HTTP or `tcp:`, and prints the first line of the answer. */
const CLIENT = `
const url = new URL(process.argv[1]);
if (url.protocol === 'tcp:') require('node:net').connect(url.port, url.hostname).once('data', (b) => { process.stdout.write(b); process.exit(); });
else require('node:http').get(url, (r) => r.pipe(process.stdout)).setTimeout(5000, () => process.exit(1));
`;

/** Asks a URL from inside of a pod, as an ordinary user; gives what the app saw. */
export async function ask(lab: LabState, id: string, url: string): Promise<EchoRecord> {
  const pod = lab.pods.find((one) => one.id === id);
  if (pod === undefined) throw new Error(`no pod ${id}`);
  const client = [process.execPath, '-e', CLIENT, url];
  const text = await run(netnsCommand(pod, client, { uid: 1000, gid: 1000, readsAll: true }));
  return JSON.parse(text) as EchoRecord;
}
