import { isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import type { EchoServers } from './bed/echoServers.js';
import type { CaseRequest, Configuration } from './Configuration.js';
import { runBatch, type CaseResult } from './runBatch.js';

const MOST_RUNS = 150;

/**
 * A smaller configuration and request that Envoy and the model still disagree about: members and items are left out as long as the
 * disagreement stays. A variant that Envoy refuses is none.
 */
export async function shrink(binary: string, echo: EchoServers, found: CaseResult): Promise<CaseResult> {
  let best = found;
  let runs = 0;
  const differs = async (configuration: Configuration): Promise<CaseResult | undefined> => {
    runs += 1;
    // A variant that the bed itself can't make sense of is none either.
    const { results } = await runBatch(binary, echo, [configuration]).catch(() => ({ results: [] }));
    const [result] = results;
    return result?.verdict === 'differed' ? result : undefined;
  };
  let current: Configuration = { ...found.configuration, requests: [found.request] };
  let progress = true;
  while (progress && runs < MOST_RUNS) {
    progress = false;
    const { listeners: l, clusters: c, requests: r } = current;
    // Requests are plain data too, with members that may be absent.
    const whole = JSON.parse(JSON.stringify([l, c, r])) as JsonValue;
    for (const smaller of variants(whole)) {
      if (runs >= MOST_RUNS) break;
      const [listeners, clusters, requests] = smaller as readonly [
        Configuration['listeners'],
        Configuration['clusters'],
        readonly CaseRequest[],
      ];
      // One of the three may be what was left out.
      if ((smaller as readonly JsonValue[]).length < 3 || listeners.length === 0 || requests.length === 0) continue;
      const result = await differs({ ...current, listeners, clusters, requests });
      if (result === undefined) continue;
      best = result;
      current = { ...current, listeners, clusters, requests };
      progress = true;
      break;
    }
  }
  return best;
}

/** Each variant leaves one member or item out, the largest ones first. */
function variants(value: JsonValue): readonly JsonValue[] {
  const found: { readonly size: number; readonly value: JsonValue }[] = [];
  const visit = (one: JsonValue, rebuild: (changed: JsonValue) => JsonValue): void => {
    if (Array.isArray(one)) {
      const items: readonly JsonValue[] = one;
      for (const [index, item] of items.entries()) {
        found.push({ size: JSON.stringify(item).length, value: rebuild(items.toSpliced(index, 1)) });
        visit(item, (changed) => rebuild(items.with(index, changed)));
      }
    } else if (isJsonObject(one)) {
      for (const [name, member] of Object.entries(one)) {
        const { [name]: left, ...rest } = one;
        found.push({ size: JSON.stringify(left).length, value: rebuild(rest) });
        visit(member, (changed) => rebuild({ ...one, [name]: changed }));
      }
    }
  };
  visit(value, (changed) => changed);
  return found.toSorted((a, b) => b.size - a.size).map((one) => one.value);
}
