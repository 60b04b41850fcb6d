/** What Go's flag packages take for the value of a boolean flag. */
const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/**
 * The arguments with `--NAME=true` and `--NAME=false`, as istioctl's users write them, turned into `--NAME` and `--no-NAME`,
 * or left out where the flag cannot be negated: `negatable` says of each boolean flag which it is. What is behind `--` stays.
 */
export function withoutBooleanValues(argv: readonly string[], negatable: ReadonlyMap<string, boolean>): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.flatMap((token, index) => {
    const [, name = '', value = ''] = /^--([^=]+)=(.*)$/s.exec(token) ?? [];
    const canNegate = negatable.get(name);
    if (index >= end || canNegate === undefined) return [token];
    if (TRUE.has(value)) return [`--${name}`];
    if (FALSE.has(value)) return canNegate ? [`--no-${name}`] : [];
    return [token];
  });
}
