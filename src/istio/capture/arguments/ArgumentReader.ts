import type { Container } from '../../../kube/objects/Container.js';
import { parseNumber, U32_MAX } from '../../../netfilter/words/parseNumber.js';
import type { Argument, Selection } from './CaptureArguments.js';
import type { CommandLine } from './readCommandLine.js';

/** A text and what set it. */
export type Found = Argument<string> | undefined;

/**
 * The flags and variables of a container that runs istio-iptables. A flag wins over its variable, whose name is the flag's in capitals
 * with underscores (tools/istio-iptables/pkg/cmd: viper's AutomaticEnv).
 */
export class ArgumentReader {
  readonly problems: string[] = [];

  constructor(
    private readonly container: Pick<Container, 'name' | 'env'>,
    private readonly commandLine: CommandLine,
  ) {
    this.problems.push(...commandLine.problems);
  }

  /** `variables`: other variables that set it, in order of precedence. */
  find(flag: string, ...variables: readonly string[]): Found {
    const given = this.commandLine.flags.get(flag);
    if (given !== undefined) return { value: given.value, from: `${this.container.name} ${given.written}` };
    return this.variable(flag.toUpperCase().replaceAll('-', '_'), ...variables);
  }

  variable(...names: readonly string[]): Found {
    for (const name of names) {
      const value = this.container.env.get(name);
      if (value !== undefined && value !== '') return { value, from: `${this.container.name} ${name}` };
    }
    return undefined;
  }

  number(found: Found, byDefault: number, max: number = U32_MAX): Argument<number> {
    if (found === undefined || found.value === '') return { value: byDefault, from: 'default' };
    const value = parseNumber(found.value.trim(), max);
    if (value !== undefined) return { value, from: found.from };
    this.problems.push(`${found.from} is no number: ${JSON.stringify(found.value)}`);
    return { value: byDefault, from: 'default' };
  }

  numbers(found: Found, byDefault: readonly number[]): Argument<readonly number[]> {
    if (found === undefined || found.value === '') return { value: byDefault, from: 'default' };
    const texts = splitList(found.value);
    const value = texts.map((text) => parseNumber(text, U32_MAX - 1)).filter((id) => id !== undefined);
    if (value.length !== texts.length)
      this.problems.push(`${found.from} is no list of numbers: ${JSON.stringify(found.value)}`);
    return { value, from: found.from };
  }

  boolean(found: Found, byDefault = false): Argument<boolean> {
    if (found === undefined) return { value: byDefault, from: 'default' };
    return { value: /^(?:1|t|true)$/i.test(found.value), from: found.from };
  }
}

/** A comma-separated list without blanks and empty entries, as istio-iptables splits it. */
function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The list of a value that was found, else the default's. */
export function listOf(found: Found, byDefault = ''): Argument<readonly string[]> {
  return { value: splitList(found?.value ?? byDefault), from: found?.from ?? 'default' };
}

/** The same where `*` means all. */
export function selectionOf(found: Found, byDefault: Selection): Argument<Selection> {
  if (found === undefined) return { value: byDefault, from: 'default' };
  return { value: found.value.trim() === '*' ? '*' : splitList(found.value), from: found.from };
}
