import { Command } from '@oclif/core/command';
import { boolean, option } from '@oclif/core/flags';
import { Config } from '@oclif/core/config';
import type { InferredArgs, InferredFlags, LoadOptions } from '@oclif/core/interfaces';
import type { ExitCode } from '../../text/ExitCode.js';
import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { UserError } from '../../text/UserError.js';
import { COLOR_MODES, wantsColor } from '../../text/wantsColor.js';
import { describeError } from './describeError.js';
import { ProgressLine } from './ProgressLine.js';
import { writeAll } from './writeAll.js';

const BASE_FLAGS = {
  color: option({
    options: COLOR_MODES,
    default: 'auto' as const,
    description: 'colour the output; auto: on a terminal, unless NO_COLOR is set, and anywhere if FORCE_COLOR is',
    helpGroup: 'GLOBAL',
  })(),
  quiet: boolean({ char: 'q', description: 'no notes on stderr, only errors', helpGroup: 'GLOBAL' }),
  verbose: boolean({ char: 'v', description: 'more notes on stderr', helpGroup: 'GLOBAL' }),
};

/** What a command's own and the base flags parse to. */
export type FlagsOf<T extends typeof Command> = InferredFlags<typeof BASE_FLAGS & T['flags']>;

/** A command line, parsed. */
export interface Parsed<T extends typeof Command> {
  readonly args: InferredArgs<T['args']>;
  readonly flags: FlagsOf<T>;
  /** Every argument, for commands that take any number. */
  readonly argv: readonly string[];
}

/**
 * The base of every command. A command says in `evaluate` what to print and which exit code it comes to; a `UserError`
 * that it throws is told to the user by `main`. What is written to stdout is held back until `evaluate` is done, so
 * that a command that fails prints nothing there.
 */
export abstract class HopctlCommand<T extends typeof Command> extends Command {
  static override baseFlags = BASE_FLAGS;

  /** Runs the command without oclif's frame around it, which would load the configuration a second time. */
  static override async run<C extends Command>(
    this: new (argv: string[], config: Config) => C,
    argv: string[] = [],
    config?: LoadOptions,
  ): Promise<Awaited<ReturnType<C['run']>>> {
    const loaded = config instanceof Config ? config : await Config.load(config);
    return (await new this(argv, loaded).run()) as Awaited<ReturnType<C['run']>>;
  }

  #output: Iterable<string>[] = [];
  readonly #progress = new ProgressLine();
  #flags: InferredFlags<typeof BASE_FLAGS> | undefined;

  /** The command's work. Throws `UserError` for what the user can mend; anything else thrown is a defect. */
  protected abstract evaluate(parsed: Parsed<T>): Promise<ExitCode>;

  override async run(): Promise<ExitCode> {
    const { args, flags, argv } = await this.parse<
      FlagsOf<T>,
      InferredFlags<typeof BASE_FLAGS>,
      InferredArgs<T['args']>
    >();
    this.#flags = flags;
    const exitCode = await this.evaluate({ args, flags, argv: argv.map(String) }).finally(() => this.#endProgress());
    for (const chunks of this.#output) await writeAll(process.stdout, chunks);
    return exitCode;
  }

  #endProgress(): void {
    const erase = this.#progress.clear();
    if (erase !== '') process.stderr.write(erase);
  }

  /** Adds to what goes to stdout, as it is: a string, or its pieces. Whoever made the text has escaped it. */
  protected print(text: string | Iterable<string>): void {
    this.#output.push(typeof text === 'string' ? [text] : text);
  }

  /** Tells the user something on stderr, as one line; silent with `--quiet`. */
  protected note(message: string): void {
    if (this.#flags?.quiet !== true) process.stderr.write(`${this.#progress.clear()}${safeText(message)}\n`);
  }

  /** Shows what is being done, until there is more to say; on a terminal only, and not with `--quiet`. */
  protected progress(message: string): void {
    if (this.#flags?.quiet !== true && process.stderr.isTTY) process.stderr.write(this.#progress.show(message));
  }

  /** Like `note`, with `--verbose` only. */
  protected detail(message: string): void {
    if (this.#flags?.verbose === true) this.note(message);
  }

  /** Tells of an error that ends one of several targets only; its exit code is for `worstExitCode`. */
  protected complain(error: UserError): ExitCode {
    const { text, exitCode } = describeError(error, this.argv);
    process.stderr.write(text);
    return exitCode;
  }

  /** The colours for stdout, as `--color` and the environment have it. Loaded when asked for: most output has none. */
  protected async palette(): Promise<Palette> {
    const { createPalette } = await import('../../text/Palette.js');
    return createPalette(wantsColor(this.#flags?.color ?? 'auto', process.env, process.stdout.isTTY));
  }
}
