/** One line that a container wrote. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** What a container wrote, and who follows it. */
export class LogBuffer {
  private readonly all: LogLine[] = [];
  private readonly followers = new Set<(line: LogLine | undefined) => void>();
  private rest = '';
  private over = false;

  constructor(private readonly now: () => number) {}

  /** The lines so far. */
  get lines(): readonly LogLine[] {
    return this.all;
  }

  /** Whether nothing more comes. */
  get ended(): boolean {
    return this.over;
  }

  /** Adds what was written. */
  write(text: string): void {
    const parts = `${this.rest}${text}`.split('\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) this.add(part);
  }

  /** Nothing more comes. */
  end(): void {
    if (this.rest !== '') this.add(this.rest);
    this.rest = '';
    this.over = true;
    for (const tell of this.followers) tell(undefined);
    this.followers.clear();
  }

  /** Hears of each further line, and of the end as `undefined`. Gives a function that ends it. */
  follow(tell: (line: LogLine | undefined) => void): () => void {
    this.followers.add(tell);
    return () => this.followers.delete(tell);
  }

  private add(text: string): void {
    const line = { at: this.now(), text };
    this.all.push(line);
    for (const tell of [...this.followers]) tell(line);
  }
}
