// What the demo does in a lab, where there can be one. Runs on Node 20.
import { spawnSync } from 'node:child_process';

/** The lab of fixtures/labs that is built. */
export const LAB_NAME = 'mtls';

const CALL = [LAB_NAME, 'client', 'http://server:8080/items'];

/** Commands in a lab whose proxies are the ones that come with hopctl. */
export const LAB_STORIES = [
  {
    says: 'A lab: two pods made of network namespaces, with real rules, certificates and proxies.',
    args: ['lab', 'up', '-f', `fixtures/labs/${LAB_NAME}.yaml`, '--proxy', 'reference'],
    exitCode: 0,
  },
  { says: 'A real request, and the way that it really took …', args: ['lab', 'request', ...CALL], exitCode: 0 },
  { says: '… which is the one that the trace predicts.', args: ['lab', 'verify', ...CALL], exitCode: 0 },
];

/** Why this machine can have no lab; `undefined`: it can. */
export function whyNoLab() {
  if (process.platform !== 'linux') return 'it is made of the network namespaces of Linux';
  if (process.getuid?.() !== 0) return 'it needs root';
  const missing = ['iptables-nft-restore', 'ip', 'nsenter'].find((tool) => !isThere(tool));
  return missing === undefined ? undefined : `there is no ${missing}`;
}

function isThere(tool) {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status === 0;
}
