/** Methods that go through the whole of an array, or as far as they have to. */
const WALKS = [
  'every',
  'filter',
  'find',
  'findIndex',
  'flatMap',
  'forEach',
  'includes',
  'indexOf',
  'map',
  'reduce',
  'some',
  'toSorted',
];

/** Methods that give an iterator, which is counted when it has given enough. */
const ITERATORS: readonly (string | symbol)[] = ['entries', 'keys', 'values', Symbol.iterator];

/**
 * Runs `work` and returns how many times it went through `length` or more items of a list, set or map: what is indexed is
 * looked up instead. Sees methods, `for … of` and spreading, but no loop over indices.
 */
export function countLongWalks(length: number, work: () => void): number {
  let walks = 0;
  const undo: (() => void)[] = [];
  const replace = (prototype: object, name: string | symbol, wrap: (original: Method) => Method): void => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== 'function') return;
    Object.defineProperty(prototype, name, { ...descriptor, value: wrap(original as Method) });
    undo.push(() => Object.defineProperty(prototype, name, descriptor));
  };
  const counting = (original: Method): Method =>
    function (...args) {
      if ((this as ArrayLike<unknown>).length >= length) walks++;
      return Reflect.apply(original, this, args);
    };
  const countingIterator = (original: Method): Method =>
    function (...args) {
      const iterator = Reflect.apply(original, this, args) as IterableIterator<unknown>;
      let left = length;
      const next = (): IteratorResult<unknown> => {
        if (--left === 0) walks++;
        return iterator.next();
      };
      return Object.create(iterator, { next: { value: next } }) as object;
    };
  for (const name of WALKS) replace(Array.prototype, name, counting);
  for (const name of ITERATORS) {
    for (const { prototype } of [Array, Map, Set]) replace(prototype, name, countingIterator);
  }
  try {
    work();
  } finally {
    for (const each of undo) each();
  }
  return walks;
}

type Method = (this: object, ...args: unknown[]) => unknown;
