import type { IpRule } from '../../netfilter/walk/netns/IpRule.js';
import { lazy } from '../../logic/lazy.js';
import { decodeText } from '../decodeText.js';
import type { Sourced } from '../FactSource.js';
import { parseAddresses, parseAddressesJson } from '../netns/parseAddresses.js';
import { parseIpRules } from '../netns/parseIpRules.js';
import { parseIpRulesJson } from '../netns/parseIpRulesJson.js';
import { parseRoutes, parseRoutesJson } from '../netns/parseRoutes.js';
import { parseSockets } from '../netns/parseSockets.js';
import { parseSysctls } from '../netns/parseSysctls.js';
import type { NetnsFacts } from '../NetnsFacts.js';
import type { EvidenceKind } from './layout.js';
import type { SnapshotFile } from './openFiles.js';
import { readRuleSets } from './readRuleSets.js';
import { withoutRepeats } from './withoutRepeats.js';

/** The network namespace of a pod or node whose files these are. */
export function readNetns(files: readonly SnapshotFile[]): NetnsFacts {
  const ofKind = (kind: EvidenceKind): readonly SnapshotFile[] =>
    chooseForms(files.filter(({ entry }) => entry.kind === kind));
  const rules = [...ofKind('iptables-save'), ...ofKind('nft')];
  return {
    hasRules: rules.length > 0,
    ruleSets: lazy(() => withoutRepeats(rules.flatMap(readRuleSets))),
    sockets: lazy(() => merge(ofKind('sockets'), (file) => parseSockets(text(file), file.source.path), join)),
    interfaces: lazy(() =>
      merge(
        ofKind('addresses'),
        (file) =>
          isJson(file)
            ? parseAddressesJson(file.read(), file.source.path)
            : parseAddresses(text(file), file.source.path),
        join,
      ),
    ),
    routes: lazy(() =>
      merge(
        ofKind('routes'),
        (file) =>
          isJson(file)
            ? parseRoutesJson(file.read(), file.source.path, familyOf(file))
            : parseRoutes(text(file), file.source.path, familyOf(file)),
        join,
      ),
    ),
    ipRules: lazy(() => merge(ofKind('ip-rules'), readIpRules, join)),
    sysctls: lazy(() => merge(ofKind('sysctls'), (file) => parseSysctls(text(file), file.source.path), mergeRecords)),
  };
}

/**
 * Of one thing in two forms the better one: JSON before text, and a file whose name says the back end before `iptables-save.txt`, which may
 * be a copy of it.
 */
function chooseForms(files: readonly SnapshotFile[]): readonly SnapshotFile[] {
  const names = new Set(files.map(({ name }) => name));
  const hasBackend = (version: string): boolean =>
    names.has(`iptables-save.nft.${version}.txt`) || names.has(`iptables-save.legacy.${version}.txt`);
  return files.filter(({ name }) => {
    if (name === 'iptables-save.txt') return !hasBackend('v4');
    if (name === 'ip6tables-save.txt') return !hasBackend('v6');
    return !(name.endsWith('.txt') && names.has(name.replace(/\.txt$/, '.json')));
  });
}

function readIpRules(file: SnapshotFile): readonly IpRule[] {
  return isJson(file)
    ? parseIpRulesJson(file.read(), file.source.path, familyOf(file))
    : parseIpRules(text(file), file.source.path, familyOf(file));
}

/** What several files of one kind say together, under the name of the first; `undefined` without any. */
function merge<T>(
  files: readonly SnapshotFile[],
  read: (file: SnapshotFile) => T,
  both: (a: T, b: T) => T,
): Sourced<T> | undefined {
  const [first] = files;
  if (!first) return undefined;
  return { value: files.map(read).reduce(both), source: first.source };
}

function join<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a, ...b];
}

function mergeRecords(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...a, ...b };
}

function text(file: SnapshotFile): string {
  return decodeText(file.read(), file.source.path);
}

function isJson({ name }: SnapshotFile): boolean {
  return name.endsWith('.json');
}

function familyOf({ name }: SnapshotFile): 4 | 6 {
  return name.includes('.v6.') ? 6 : 4;
}
