import { positionAt, type TextPosition } from '../positionAt.js';
import { splitPointer } from './pointer.js';
import { skipBlanks, skipString, skipValue, stringAt } from './skipJson.js';

/** Where a value stands in the text it was read from. */
export interface TextLocation extends TextPosition {
  /** Behind the value's last character. */
  readonly endOffset: number;
}

/** Where the value that `pointer` points at stands in `text`, which is valid JSON. Of a key given twice, the last counts. */
export function locatePointer(text: string, pointer: string): TextLocation | undefined {
  return locatePointers(text, [pointer]).get(pointer);
}

/** `locatePointer` of many pointers in one scan of the text. Pointers at nothing are not in the result. */
export function locatePointers(text: string, pointers: Iterable<string>): ReadonlyMap<string, TextLocation> {
  const root: Target = { children: new Map() };
  const targets = new Map<string, Target>();
  for (const pointer of pointers) {
    const segments = splitPointer(pointer);
    if (segments) targets.set(pointer, segments.reduce(childOf, root));
  }
  scan(text, skipBlanks(text, 0), root);
  return positions(text, targets);
}

/** A place that is looked for: the value at `children`'s keys below it, and, once met, its own offsets. */
interface Target {
  readonly children: Map<string, Target>;
  found?: readonly [start: number, end: number];
}

function childOf(target: Target, segment: string): Target {
  const child = target.children.get(segment) ?? { children: new Map<string, Target>() };
  target.children.set(segment, child);
  return child;
}

function forget(target: Target): void {
  delete target.found;
  target.children.forEach(forget);
}

/** Notes the value at `start` and what is looked for inside it; gives the offset behind it. */
function scan(text: string, start: number, target: Target | undefined): number {
  if (start >= text.length) return start;
  const opening = text[start];
  const isObject = opening === '{';
  if (!target) return skipValue(text, start);
  forget(target);
  const inside = target.children.size > 0 && (isObject || opening === '[');
  const end = inside ? scanInside(text, start + 1, target, isObject) : skipValue(text, start);
  target.found = [start, end];
  return end;
}

function scanInside(text: string, start: number, target: Target, isObject: boolean): number {
  let i = skipBlanks(text, start);
  for (let index = 0; i < text.length; index++) {
    if (text[i] === '}' || text[i] === ']') return i + 1;
    let key = String(index);
    if (isObject) {
      const keyEnd = skipString(text, i);
      key = stringAt(text, i, keyEnd);
      i = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    }
    i = skipBlanks(text, scan(text, i, target.children.get(key)));
    if (text[i] === ',') i = skipBlanks(text, i + 1);
  }
  return text.length;
}

function positions(text: string, targets: ReadonlyMap<string, Target>): ReadonlyMap<string, TextLocation> {
  const found = [...targets].flatMap(([pointer, { found }]) =>
    found ? [{ pointer, start: found[0], end: found[1] }] : [],
  );
  let last: TextPosition | undefined;
  const locations = new Map<string, TextLocation>();
  for (const { pointer, start, end } of found.toSorted((a, b) => a.start - b.start)) {
    last = positionAt(text, start, last);
    locations.set(pointer, { ...last, endOffset: end });
  }
  return locations;
}
