import { netnsCommands, nodeLinks, outsideLinks, podLinks } from '../netns/linkCommands.js';
import { BRIDGE_COMMANDS, NODE_SYSCTLS, POD_SYSCTLS, sysctlCommands } from '../netns/sysctls.js';
import { kubeProxyRules } from '../kubeProxy/kubeProxyRules.js';
import type { LabState } from '../model/LabState.js';
import { loadCommands, restore } from '../rules/loadCommands.js';
import { podRules } from '../rules/podRules.js';
import { hereDocument, quote } from '../run/hereDocument.js';
import { netnsCommand } from '../run/netnsCommand.js';
import { notStarted } from '../run/notStarted.js';
import { run, tryRun } from '../run/run.js';

/** Makes the namespaces, links, addresses, routes and rules of a lab. */
export async function makeNetwork(state: LabState): Promise<void> {
  const { node, outside, pods, file } = state;
  await run(['ip', '-batch', '-'], lines(netnsCommands(state)));
  await runAll([
    { netns: node.netns, script: [...sysctlCommands(NODE_SYSCTLS), ...BRIDGE_COMMANDS] },
    { netns: outside.netns, script: sysctlCommands(NODE_SYSCTLS) },
    ...pods.map(({ netns }) => ({ netns, script: sysctlCommands(POD_SYSCTLS) })),
  ]);
  const kubeProxy = [
    ...restore('iptables', kubeProxyRules(file, 4), 'nft'),
    ...restore('ip6tables', kubeProxyRules(file, 6), 'nft'),
  ];
  await runAll([{ netns: node.netns, script: [...batch(nodeLinks(state)), ...kubeProxy] }]);
  await runAll([
    { netns: outside.netns, script: batch(outsideLinks(state)) },
    ...file.pods.map((pod, i) => ({
      netns: pods[i]?.netns ?? '',
      script: [
        ...batch(podLinks(pod.ips)),
        ...sysctlCommands(pod.sysctls),
        ...loadCommands(pod, podRules(pod, file.istioMinor, pods[i]?.nameserver ?? node.nameserver)),
      ],
    })),
  ]);
}

function batch(commands: readonly string[]): readonly string[] {
  return hereDocument('ip -batch -', commands);
}

function lines(commands: readonly string[]): string {
  return commands.map((line) => `${line}\n`).join('');
}

/** A shell script for the inside of a namespace; it ends at the first line that fails. */
interface Inside {
  readonly netns: string;
  readonly script: readonly string[];
}

/** Shells at a time. To start one from here costs far more than to start one from a shell. */
const SHELLS = 4;

async function runAll(all: readonly Inside[]): Promise<void> {
  const size = Math.ceil(all.length / SHELLS);
  const shares = Array.from({ length: SHELLS }, (_, i) => all.slice(i * size, (i + 1) * size));
  await Promise.all(shares.filter((share) => share.length > 0).map(runShare));
}

async function runShare(share: readonly Inside[]): Promise<void> {
  const { status, stderr } = await tryRun(['sh', '-e'], lines(share.flatMap(shellInside)));
  if (status !== 0) throw notStarted('links, sysctls or rules are refused', stderr.trim());
}

function shellInside({ netns, script }: Inside): readonly string[] {
  const command = netnsCommand({ netns }, ['sh', '-e']).map(quote).join(' ');
  return hereDocument(command, script, ` || { echo 'in ${netns}' >&2; exit 1; }`);
}
