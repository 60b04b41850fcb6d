import { joinPointer } from './pointer.js';
import { skipString, stringAt } from './skipJson.js';

/** A key that one object has more than once: `JSON.parse` and Envoy's parser keep the last value only. */
export interface DuplicateKey {
  /** The object. */
  readonly pointer: string;
  readonly key: string;
}

/** The keys given more than once in `text`, which is valid JSON; each once an object, in the order of their repetition. */
export function findDuplicateKeys(text: string): readonly DuplicateKey[] {
  const duplicates: DuplicateKey[] = [];
  const open: Frame[] = [];
  let frame: Frame | undefined;
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case '"': {
        const end = skipString(text, i);
        if (frame?.isKeyNext === true) {
          const key = stringAt(text, i, end);
          if (frame.meets(key)) duplicates.push({ pointer: joinPointer('', ...open.slice(0, -1).map(at)), key });
        }
        i = end - 1;
        break;
      }
      case '{':
      case '[':
        frame = new Frame(text[i] === '{');
        open.push(frame);
        break;
      case '}':
      case ']':
        open.pop();
        frame = open.at(-1);
        break;
      case ',':
        frame?.next();
        break;
      default:
    }
  }
  return duplicates;
}

/** Beyond so many keys a list is searched too slowly. */
const FEW = 16;

/** An object or array that is still open. */
class Frame {
  isKeyNext: boolean;
  index = 0;
  readonly keys: string[] = [];
  #many: Set<string> | undefined;
  #repeated: Set<string> | undefined;

  constructor(readonly isObject: boolean) {
    this.isKeyNext = isObject;
  }

  /** Notes a key; whether this is its second time. */
  meets(key: string): boolean {
    this.isKeyNext = false;
    const known = this.#many?.has(key) ?? this.keys.includes(key);
    this.keys.push(key);
    if (this.#many) this.#many.add(key);
    else if (this.keys.length === FEW) this.#many = new Set(this.keys);
    if (!known || this.#repeated?.has(key) === true) return false;
    this.#repeated = (this.#repeated ?? new Set()).add(key);
    return true;
  }

  next(): void {
    this.isKeyNext = this.isObject;
    this.index++;
  }
}

function at(frame: Frame): string | number {
  return frame.isObject ? (frame.keys.at(-1) ?? '') : frame.index;
}
