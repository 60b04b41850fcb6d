import type { LabState } from '../model/LabState.js';
import { GATEWAYS, NAME_SERVERS } from '../state/planLab.js';

/** `ip -batch` lines that make all of the lab's network namespaces. */
export function netnsCommands({ node, outside, pods }: LabState): readonly string[] {
  return [node.netns, outside.netns, ...pods.map(({ netns }) => netns)].map((name) => `netns add ${name}`);
}

/** `ip -batch` lines for the node's namespace: the bridge, a link to each pod, and one to the outside. */
export function nodeLinks({ outside, pods, file }: LabState): readonly string[] {
  const [gateway4, gateway6] = GATEWAYS;
  const hosts = file.external.flatMap(({ ips }) => ips);
  return [
    'link set lo up',
    'link add br0 type bridge',
    'link set br0 up',
    `address add ${gateway4}/32 dev br0`,
    `address add ${gateway6}/64 dev br0 nodad`,
    `address add ${NAME_SERVERS[1]}/128 dev br0 nodad`,
    `link add out0 type veth peer name eth0 netns ${outside.netns}`,
    'link set out0 up',
    `address add ${gateway4}/32 dev out0`,
    `address add ${gateway6}/64 dev out0 nodad`,
    'route add default dev out0 scope global via 169.254.1.2 onlink',
    'route add ::/0 via fe80::2 dev out0',
    ...pods.flatMap(({ netns, ips }, i) => [
      `link add p${i} type veth peer name eth0 netns ${netns}`,
      `link set p${i} master br0 up`,
      ...ips.map((ip) => `route add ${hostRange(ip)} dev br0`),
    ]),
    ...hosts.map(
      (ip) => `route add ${hostRange(ip)} ${ip.includes(':') ? 'via fe80::2' : 'via 169.254.1.2'} dev out0 onlink`,
    ),
  ];
}

/** `ip -batch` lines for a pod's namespace. `::6` is where Istio's proxies call the app from in IPv6. */
export function podLinks(ips: readonly string[]): readonly string[] {
  const [gateway4, gateway6] = GATEWAYS;
  const has4 = ips.some((ip) => !ip.includes(':'));
  const has6 = ips.some((ip) => ip.includes(':'));
  return [
    'link set lo up',
    ...(has6 ? ['address add ::6/128 dev lo nodad'] : []),
    'link set eth0 up',
    ...ips.map((ip) => `address add ${hostRange(ip)} dev eth0${ip.includes(':') ? ' nodad' : ''}`),
    ...(has4 ? [`route add default via ${gateway4} dev eth0 onlink`] : []),
    ...(has6 ? [`route add ::/0 via ${gateway6} dev eth0`] : []),
  ];
}

/** The same for the outside: what is no external host there is unreachable. */
export function outsideLinks({ file }: LabState): readonly string[] {
  const [gateway4, gateway6] = GATEWAYS;
  return [
    'link set lo up',
    'link set eth0 up',
    'address add 169.254.1.2/32 dev eth0',
    'address add fe80::2/64 dev eth0 nodad',
    ...file.external.flatMap(({ ips }) => ips).map((ip) => `address add ${hostRange(ip)} dev lo`),
    `route add ${gateway4} dev eth0`,
    ...file.pods
      .flatMap(({ ips }) => ips)
      .map((ip) => `route add ${hostRange(ip)} via ${ip.includes(':') ? gateway6 : gateway4} dev eth0 onlink`),
    'route add unreachable default',
    'route add unreachable ::/0 metric 1',
  ];
}

function hostRange(ip: string): string {
  return ip.includes(':') ? `${ip}/128` : `${ip}/32`;
}
