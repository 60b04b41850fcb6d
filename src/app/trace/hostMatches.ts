/** Whether a host of a Gateway or HTTPRoute (`*`, `*.example.com`, a name) takes a name. Case does not matter. */
export function hostMatches(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase();
  const name = host.toLowerCase();
  if (wanted === '*') return true;
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) && name.length > wanted.length - 1 : wanted === name;
}
