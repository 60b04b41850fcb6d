import { custom } from '@oclif/core/flags';
import type { OptionFlag } from '@oclif/core/interfaces';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What `-o` came to: one of the formats, or `jsonpath=EXPR` where the command offers `jsonpath`. */
export type Output<F extends string> = Exclude<F, 'jsonpath'> | (F extends 'jsonpath' ? `jsonpath=${string}` : never);

/**
 * The flag `-o, --output` of a command that has these formats; the first is the default. Others are a usage error that
 * lists them. `jsonpath` among them stands for `jsonpath=EXPR`.
 */
export function outputFlag<const F extends string>(formats: readonly [F, ...F[]]): OptionFlag<Output<F>> {
  const names = formats.map((format) => (format === 'jsonpath' ? 'jsonpath=EXPR' : format));
  const isKnown = (value: string): boolean => formats.some((format) => format === value && value !== 'jsonpath');
  const isJsonpath = (value: string): boolean => value.startsWith('jsonpath=') && names.includes('jsonpath=EXPR');
  const first: string = formats[0];
  const flag = custom({
    char: 'o',
    description: 'output format',
    helpGroup: 'OUTPUT',
    helpValue: names.join('|'),
    default: first,
    parse: async (value) => {
      if (isKnown(value) || isJsonpath(value)) return value;
      const hint = `one of ${names.join(', ')}`;
      throw new UserError(`no output format "${value}"`, { exitCode: ExitCode.usage, hint });
    },
  });
  return flag() as OptionFlag<Output<F>>;
}
