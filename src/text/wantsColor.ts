/** The values of `--color`. */
export const COLOR_MODES = ['auto', 'always', 'never'] as const;

/** One of `COLOR_MODES`. */
export type ColorMode = (typeof COLOR_MODES)[number];

/**
 * Whether output is to be coloured. `always` and `never` decide alone. With `auto`: not if `NO_COLOR` is set and not empty
 * (no-color.org), else as `FORCE_COLOR` says (empty or a number above 0 or `true`: yes; `0` or `false`: no), else if the
 * stream is a terminal that is not `TERM=dumb`.
 */
export function wantsColor(
  mode: ColorMode,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}
