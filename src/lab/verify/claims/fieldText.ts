/** A field of an access log as text; '' for what Envoy has nothing to say about. */
export function fieldText(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '-' ? '' : String(value);
}
