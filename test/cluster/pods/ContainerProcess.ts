import { PassThrough, type Writable } from 'node:stream';
import type { ExecStreams } from '../streams/ExecStreams.js';
import type { LogBuffer } from './LogBuffer.js';
import { runIn, type Running } from './runIn.js';
import type { Place } from './PodBackend.js';

/** The process of a container, which may be attached to. */
export class ContainerProcess {
  /** The exit code. */
  readonly ended: Promise<number>;
  private readonly running: Running;
  private readonly stdin: PassThrough | undefined;
  private readonly attached = new Set<Writable>();

  constructor(
    place: Place,
    argv: readonly string[],
    { stdin, log }: { readonly stdin: boolean; readonly log: LogBuffer },
  ) {
    this.stdin = stdin ? new PassThrough() : undefined;
    const output = (): PassThrough => {
      const stream = new PassThrough();
      stream.on('data', (bytes: Buffer) => {
        log.write(bytes.toString());
        for (const one of this.attached) one.write(bytes);
      });
      return stream;
    };
    this.running = runIn(place, argv, {
      stdout: output(),
      stderr: output(),
      ...(this.stdin === undefined ? {} : { stdin: this.stdin }),
    });
    this.ended = this.running.ended.then((code) => {
      log.end();
      return code;
    });
  }

  /** On this machine; `undefined` when it could not be started. */
  get pid(): number | undefined {
    return this.running.child.pid;
  }

  /** Joins its standard streams from now on, until it ends or the client has gone. */
  async attach({ stdin, stdout }: ExecStreams, signal: AbortSignal): Promise<void> {
    if (this.stdin !== undefined) stdin?.pipe(this.stdin);
    if (stdout !== undefined) this.attached.add(stdout);
    const gone = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([this.ended, gone]);
    if (stdout !== undefined) this.attached.delete(stdout);
  }

  /** Ends it and what it has started. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.running.kill(signal);
  }
}
