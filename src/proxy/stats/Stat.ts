import type { Counter as CounterSink, Gauge as GaugeSink } from '../runtime/StatsSink.js';

/** A number that only grows. */
export class Counter implements CounterSink {
  readonly kind = 'counter';
  value = 0;

  constructor(readonly name: string) {}

  /** Whether it was ever counted: `usedonly` leaves the others out. */
  get used(): boolean {
    return this.value !== 0;
  }

  add(amount: number): void {
    this.value += amount;
  }
}

/** A number that goes up and down. */
export class Gauge implements GaugeSink {
  readonly kind = 'gauge';
  used = false;
  #value = 0;

  constructor(readonly name: string) {}

  get value(): number {
    return this.#value;
  }

  set(value: number): void {
    this.used = true;
    this.#value = value;
  }

  add(amount: number): void {
    this.used = true;
    this.#value += amount;
  }
}

/** A text, as the version of a configuration. */
export class TextReadout {
  readonly kind = 'text';
  value = '';

  constructor(readonly name: string) {}

  get used(): boolean {
    return this.value !== '';
  }
}
