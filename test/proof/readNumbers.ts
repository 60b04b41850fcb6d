/** `S` or `A..B` of `--seed`, ends included; without `B` there is no last one. Throws for what is none. */
export function readSeeds(text: string): { readonly first: number; readonly last?: number } {
  const [first = '', last] = text.split('..');
  return {
    first: readNumber('seed', first),
    ...(last === undefined ? {} : { last: readNumber('seed', last) }),
  };
}

/** The number that an option is given. Throws for what is none. */
export function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new Error(`--${name} ${text}: a number is expected`);
  }
  return value;
}
