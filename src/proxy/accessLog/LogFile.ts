import { appendFile } from 'node:fs/promises';

/** Envoy's buffer of a log file (source/common/access_log/access_log_manager_impl.h). */
const FLUSH_BYTES = 64 * 1024;

/** A file that lines are appended to, in pieces. */
export class LogFile {
  #lines: string[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  /** `failed` is told of lines that could not be written; they are lost. */
  constructor(
    private readonly path: string,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Never waits. */
  write(line: string): void {
    this.#lines.push(line);
    this.#bytes += line.length;
    if (this.#bytes >= FLUSH_BYTES) void this.flush();
  }

  /** Writes what is buffered; resolves when all before is written, too. */
  flush(): Promise<void> {
    if (this.#lines.length > 0) {
      const text = this.#lines.join('');
      this.#lines = [];
      this.#bytes = 0;
      this.#writing = this.#writing.then(() => this.#append(text)).catch(this.failed);
    }
    return this.#writing;
  }

  async #append(text: string): Promise<void> {
    const stream = streamOf(this.path);
    if (stream === undefined) return appendFile(this.path, text);
    await new Promise<void>((resolve) => stream.write(text, () => resolve()));
  }
}

function streamOf(path: string): NodeJS.WriteStream | undefined {
  if (path === '/dev/stdout') return process.stdout;
  return path === '/dev/stderr' ? process.stderr : undefined;
}
