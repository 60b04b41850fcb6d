import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import { parseRules } from '../../netfilter/parse/parseRules.js';
import type { ParseOptions } from '../../netfilter/parse/ParseOptions.js';
import { decodeText } from '../decodeText.js';
import type { Sourced } from '../FactSource.js';
import type { SnapshotFile } from './openFiles.js';

/** The rule sets in one file of rules; its name says of which back end and family they are, if it does. */
export function readRuleSets(file: SnapshotFile): readonly Sourced<RuleSet>[] {
  const { path } = file.source;
  const options = optionsOf(file.name);
  return parseRules(decodeText(file.read(), path), path, options).map((value) => ({
    value,
    source: file.source,
  }));
}

/** `iptables-save.txt` says nothing about its back end: iptables-nft and iptables-legacy both write it. */
function optionsOf(name: string): ParseOptions {
  const [, backend, version] = /^iptables-save\.(nft|legacy)\.v([46])\.txt$/.exec(name) ?? [];
  const family = version === '6' || name.startsWith('ip6') ? 'ip6' : 'ip';
  return { family, allowEmpty: true, ...(backend === 'nft' || backend === 'legacy' ? { backend } : {}) };
}
