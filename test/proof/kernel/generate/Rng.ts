/** A small seeded generator (sfc32): the same seeds give the same numbers on any machine. */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(...seeds: readonly number[]) {
    const [a = 0, b = 0, c = 0] = seeds;
    this.#a = a >>> 0;
    this.#b = b >>> 0;
    this.#c = (c ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 15; i += 1) this.#next();
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#d) >>> 0;
    this.#d = (this.#d + 1) >>> 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** 0 to `below` - 1. */
  int(below: number): number {
    return this.#next() % below;
  }

  /** `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + this.int(max - min + 1);
  }

  /** True in `percent` of 100 calls. */
  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** One of `items`, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let at = this.int(
      Math.max(
        1,
        items.reduce((sum, [, weight]) => sum + weight, 0),
      ),
    );
    for (const [item, weight] of items) {
      if (at < weight) return item;
      at -= weight;
    }
    return this.pick(items)[0];
  }

  /** `count` different ones of `items`, in their order. */
  some<T>(items: readonly T[], count: number): readonly T[] {
    const rest = items.map((_, at) => at);
    while (rest.length > count) rest.splice(this.int(rest.length), 1);
    return rest.flatMap((at) => items[at] ?? []);
  }
}
