import { netnsCommands, nodeLinks, outsideLinks, podLinks } from '../netns/linkCommands.js';
import { BRIDGE_COMMANDS, NODE_SYSCTLS, POD_SYSCTLS, sysctlCommands } from '../netns/sysctls.js';
import { kubeProxyRules } from '../kubeProxy/kubeProxyRules.js';
import type { LabState } from '../model/LabState.js';
import { loadCommands, restore } from '../rules/loadCommands.js';
import { podRules } from '../rules/podRules.js';
import { netnsCommand } from '../run/netnsCommand.js';
import { run } from '../run/run.js';

/** Makes the namespaces, links, addresses, routes and rules of a lab. */
export async function makeNetwork(state: LabState): Promise<void> {
  const { node, outside, pods, file } = state;
  await run(['ip', '-batch', '-'], lines(netnsCommands(state)));
  await Promise.all([
    runIn(node.netns, [...sysctlCommands(NODE_SYSCTLS), ...BRIDGE_COMMANDS]),
    runIn(outside.netns, sysctlCommands(NODE_SYSCTLS)),
    ...pods.map(({ netns }) => runIn(netns, sysctlCommands(POD_SYSCTLS))),
  ]);
  await runIn(node.netns, [
    ...batch(nodeLinks(state)),
    ...restore('iptables', kubeProxyRules(file, 4), 'nft'),
    ...restore('ip6tables', kubeProxyRules(file, 6), 'nft'),
  ]);
  await Promise.all([
    runIn(outside.netns, batch(outsideLinks(state))),
    ...file.pods.map((pod, i) =>
      runIn(pods[i]?.netns ?? '', [
        ...batch(podLinks(pod.ips)),
        ...sysctlCommands(pod.sysctls),
        ...loadCommands(pod, podRules(pod, file.istioMinor, pods[i]?.nameserver ?? node.nameserver)),
      ]),
    ),
  ]);
}

function batch(commands: readonly string[]): readonly string[] {
  return ["ip -batch - <<'END_OF_LINKS'", ...commands, 'END_OF_LINKS'];
}

function lines(commands: readonly string[]): string {
  return commands.map((line) => `${line}\n`).join('');
}

/** Runs a shell script inside of a namespace; it ends at the first line that fails. */
async function runIn(netns: string, script: readonly string[]): Promise<void> {
  await run(netnsCommand({ netns }, ['sh', '-e']), lines(script));
}
