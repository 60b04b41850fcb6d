/** The server's clock: the machine's, moved by what a test says. */
export class Clock {
  private offset = 0;
  private readonly listeners = new Set<() => void>();

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** RFC 3339, to the second, as in objects. */
  timestamp(at = this.now()): string {
    return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** Moves the clock. Whoever waits for a time looks at once whether it has come. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
    for (const listener of [...this.listeners]) listener();
  }

  /** Calls back when the clock was moved. Gives a function that ends it. */
  onMoved(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
