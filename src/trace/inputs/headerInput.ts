/** Headers that are more than headers. */
const PSEUDO: Readonly<Record<string, string>> = {
  ':method': 'method',
  ':path': ':path',
  ':authority': ':authority',
  ':scheme': ':scheme',
  host: ':authority',
};

/** A header as an input: `header x-canary`, `method`, `:authority`. */
export function headerInput(name: string): string {
  const lower = name.toLowerCase();
  return (Object.hasOwn(PSEUDO, lower) ? PSEUDO[lower] : undefined) ?? `header ${lower}`;
}
