import { splitWords } from '../words/splitWords.js';
import type { RuleDraft } from './draft/TableDraft.js';

const RULE = /^(?:\[(\d+):(\d+)\]\s+)?(?:-A|--append)\s+(.*)$/s;

/** `-A CHAIN …`, with `[packets:bytes]` before it or not; `undefined` for any other line. */
export function readRuleLine(
  text: string,
  line: number,
): { readonly chain: string; readonly rule: RuleDraft } | undefined {
  const parts = RULE.exec(text);
  const [chain, ...words] = (parts && splitWords(parts[3] ?? '')) ?? [];
  if (parts === null || chain === undefined) return undefined;
  const [, packets, bytes] = parts;
  const counters = packets === undefined ? undefined : { packets: Number(packets), bytes: Number(bytes) };
  return { chain: chain.text, rule: { words, text, line, ...(counters && { counters }) } };
}
