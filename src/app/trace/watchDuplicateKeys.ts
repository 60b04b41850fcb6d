import type { Facts } from '../../facts/Facts.js';
import type { ProxyFacts } from '../../facts/ProxyFacts.js';
import type { Report } from '../../facts/snapshot/readSnapshot.js';
import type { Hop, Trace } from '../../trace/model/Trace.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { isSearchedWhole, reportDuplicateKeys } from '../reportDuplicateKeys.js';

/**
 * Tells, once each, which keys the documents behind traces have twice: for a large document only those in what a trace cites.
 * Give it every trace.
 */
export function watchDuplicateKeys(facts: Facts, report: Report): (trace: Trace) => void {
  const told = new Set<string>();
  const searched = new Map<JsonDocument, Set<string>>();
  const once = (note: string): void => {
    if (!told.has(note)) report(note);
    told.add(note);
  };
  return ({ paths }) => {
    for (const [where, pointers] of citations(paths.flatMap(({ hops }) => hops))) {
      const proxy = proxyAt(facts, where);
      for (const evidence of [proxy?.configDump(), proxy?.clusters()]) {
        if (evidence === undefined) continue;
        const { document } = evidence;
        const before = searched.get(document);
        if (before !== undefined && isSearchedWhole(document)) continue;
        const others = [...pointers].filter((pointer) => before?.has(pointer) !== true);
        reportDuplicateKeys(document, once, others);
        searched.set(document, new Set([...(before ?? []), ...others]));
      }
    }
  };
}

/** What is cited of each pod's documents. */
function citations(hops: readonly Hop[]): ReadonlyMap<string, ReadonlySet<string>> {
  const cited = new Map<string, Set<string>>();
  for (const { where, steps } of hops) {
    for (const one of steps.flatMap(({ evidence }) => evidence)) {
      if (one.kind !== 'json') continue;
      const pointers = cited.get(where) ?? new Set();
      cited.set(where, pointers.add(one.pointer));
    }
  }
  return cited;
}

function proxyAt(facts: Facts, where: string): ProxyFacts | undefined {
  const [namespace = '', name = ''] = where.split('/');
  return facts.workload(namespace, name)?.proxy;
}
