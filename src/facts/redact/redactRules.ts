import { isPlainText } from './isPlainText.js';
import type { Placeholders } from './Placeholders.js';
import { sweepSecrets } from './sweepSecrets.js';

/** kube-proxy's and Istio's own remarks. */
const KNOWN_COMMENT =
  /^(?:kubernetes [a-z ;./,-]+|[a-z0-9./:-]+(?: [a-z0-9]+)? (?:cluster IP|external IP|loadbalancer IP|has no endpoints|has no local endpoints))$/;

/** `--comment X`, the log prefixes, patterns of the `string` and `bpf` matches, users and groups stay what they are. */
const FREE_TEXT =
  /(--(?:comment|log-prefix|nflog-prefix|ulog-prefix|string|hex-string|bytecode|object-pinned)\s+)("(?:[^"\\]|\\.)*"|\S+)/g;

/** The same in nft's listings. */
const NFT_TEXT = /(\b(?:comment|prefix)\s+)("[^"]*")/g;

/** A comment as `iptables -L` writes it. */
const LISTED = /\/\*(?:[^*]|\*(?!\/))*\*\//g;

/**
 * Rules as iptables-save, `iptables -S`, `iptables -L` or `nft list ruleset` print them: matches, targets, chains and counters stay, free text
 * (comments, log prefixes, patterns of bytes) does not, but for the remarks that kube-proxy is known to write.
 */
export function redactRules(text: string, placeholders: Placeholders): string {
  const free = (_: string, option: string, value: string): string => option + quoted(value, placeholders);
  const lines = text.split('\n').map((line) =>
    line
      .replace(FREE_TEXT, free)
      .replace(NFT_TEXT, free)
      .replace(LISTED, (comment) => `/* ${remark(comment.slice(2, -2).trim(), placeholders)} */`)
      .replace(
        /^\s*#(?! (?:Generated|Completed|Warning: .*legacy)).*$/,
        (comment) => `# ${placeholders.of('comment', comment.replace(/^\s*#\s*/, ''))}`,
      ),
  );
  return sweepSecrets(lines.join('\n'), placeholders);
}

function quoted(value: string, placeholders: Placeholders): string {
  const isQuoted = value.startsWith('"');
  const text = isQuoted ? value.slice(1, -1) : value;
  return `"${remark(text, placeholders)}"`;
}

function remark(text: string, placeholders: Placeholders): string {
  return KNOWN_COMMENT.test(text) && isPlainText(text.replace(/[0-9-]+/g, ' '))
    ? text
    : placeholders.of('comment', text);
}
