import type { LabPod } from '../model/LabFile.js';
import type { ForeignRuleList, LabBackend } from '../model/words.js';
import { hereDocument, quote } from '../run/hereDocument.js';
import type { PodRules } from './podRules.js';

/** Lines of a shell script that load a pod's rules: foreign ones, Istio's, foreign ones. */
export function loadCommands({ backend, rules }: LabPod, istio: PodRules): readonly string[] {
  return [
    ...foreign(rules.before, backend),
    ...restore('iptables', istio.ipv4, backend),
    ...restore('ip6tables', istio.ipv6, backend),
    ...istio.routes.map((words) => `ip ${words}`),
    ...foreign(rules.after, backend),
  ];
}

/** Loads text of iptables-save, beside what is there. */
export function restore(tool: 'iptables' | 'ip6tables', text: string, backend: LabBackend): readonly string[] {
  return text === '' ? [] : hereDocument(`${tool}-${backend}-restore --noflush`, [text.replace(/\n$/, '')]);
}

function foreign({ ipv4, ipv6, nft, commands }: ForeignRuleList, backend: LabBackend): readonly string[] {
  return [
    ...restore('iptables', ipv4, backend),
    ...restore('ip6tables', ipv6, backend),
    ...(nft === '' ? [] : hereDocument('nft -f -', [nft.replace(/\n$/, '')])),
    ...commands.map((command) => {
      const [tool = '', ...words] = command.trim().split(/\s+/);
      return [`${tool}-${backend}`, ...words.map(quote)].join(' ');
    }),
  ];
}
