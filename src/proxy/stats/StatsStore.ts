import { compareBytes } from '../../text/compareBytes.js';
import type { StatsSink } from '../runtime/StatsSink.js';
import { Histogram } from './Histogram.js';
import { Counter, Gauge, TextReadout } from './Stat.js';

/** A counter that shows what another one counts. */
export interface ReadCounter {
  readonly kind: 'counter';
  readonly name: string;
  readonly used: boolean;
  readonly value: number;
}

/** A gauge whose value is asked for when it is printed. */
export interface ReadGauge {
  readonly kind: 'gauge';
  readonly name: string;
  readonly used: boolean;
  readonly value: number;
}

/**
 * All stats of one proxy by name. A name asked for again gives the same stat. One that was declared is shown from the start, any
 * other once it has counted something.
 */
export class StatsStore implements StatsSink {
  readonly #counters = new Map<string, Counter | ReadCounter>();
  readonly #gauges = new Map<string, Gauge | ReadGauge>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #texts = new Map<string, TextReadout>();

  readonly #declared = new Set<string>();

  /** `isWanted`: the bootstrap's `stats_matcher`; what it refuses is counted and never shown. */
  constructor(private readonly isWanted: (name: string) => boolean = () => true) {}

  counter(name: string): Counter {
    const kept = this.#counters.get(name);
    return kept instanceof Counter ? kept : this.#keep(this.#counters, name, () => new Counter(name));
  }

  gauge(name: string): Gauge {
    const kept = this.#gauges.get(name);
    if (kept instanceof Gauge) return kept;
    return this.#keep(this.#gauges, name, () => new Gauge(name));
  }

  histogram(name: string): Histogram {
    return this.#keep(this.#histograms, name, () => new Histogram(name));
  }

  text(name: string): TextReadout {
    return this.#keep(this.#texts, name, () => new TextReadout(name));
  }

  /** Shows the stat `name`, which somebody makes, even if it never counts. */
  declare(name: string): void {
    this.#declared.add(name);
  }

  /** A gauge that is `read` when it is printed. */
  readGauge(name: string, read: () => number): void {
    if (!this.isWanted(name)) return;
    const gauge = {
      kind: 'gauge' as const,
      name,
      used: true,
      get value() {
        return read();
      },
    };
    this.#gauges.set(name, gauge);
  }

  /** The counter `name` shows what `source` counts: Envoy counts some things per thread, and there is one thread. */
  mirror(name: string, source: Counter): void {
    if (!this.isWanted(name)) return;
    this.#declared.add(name);
    this.#counters.set(name, {
      kind: 'counter',
      name,
      get used() {
        return source.used;
      },
      get value() {
        return source.value;
      },
    });
  }

  /** Forgets all whose names begin so, as of a listener that is gone. */
  remove(prefix: string): void {
    for (const kept of [this.#counters, this.#gauges, this.#histograms, this.#texts])
      for (const name of kept.keys()) if (name.startsWith(prefix)) kept.delete(name);
  }

  /** Sorted by name, as all lists here. */
  counters(): readonly (Counter | ReadCounter)[] {
    return this.#shown(this.#counters);
  }

  gauges(): readonly (Gauge | ReadGauge)[] {
    return this.#shown(this.#gauges);
  }

  histograms(): readonly Histogram[] {
    return this.#shown(this.#histograms);
  }

  texts(): readonly TextReadout[] {
    return this.#shown(this.#texts);
  }

  /** Ends an interval of all histograms (Envoy: each `stats_flush_interval`, 5 s). */
  flush(): void {
    for (const histogram of this.#histograms.values()) histogram.flush();
  }

  /** Sets all counters to 0 (`/reset_counters`). */
  resetCounters(): void {
    for (const counter of this.#counters.values()) if (counter instanceof Counter) counter.value = 0;
  }

  #shown<Kept extends { readonly name: string; readonly used: boolean; readonly touched?: boolean }>(
    all: ReadonlyMap<string, Kept>,
  ): readonly Kept[] {
    return [...all.values()]
      .filter((stat) => stat.used || stat.touched === true || this.#declared.has(stat.name))
      .sort((a, b) => compareBytes(a.name, b.name));
  }

  #keep<Kept, Made extends Kept>(all: Map<string, Kept>, name: string, make: () => Made): Made {
    const kept = all.get(name) as Made | undefined;
    if (kept !== undefined) return kept;
    const made = make();
    if (this.isWanted(name)) all.set(name, made);
    return made;
  }
}
