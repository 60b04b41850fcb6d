// What was redacted in evidence is not known any more either (text/redactedText.ts).
const UNKNOWN = /<(?:unknown|redacted) [^<>]*>/;

/**
 * Stands in a header's value for what the facts do not say, e.g. `<unknown x-request-id>`: the header is present, matchers of
 * its value are undecided. `what` names the missing thing.
 */
export function unknownValue(what: string): string {
  return `<unknown ${what.replace(/[<>]/g, '')}>`;
}

/** Whether a value, or a part of it, is not known. */
export function isUnknownValue(value: string): boolean {
  return value.includes('<') && UNKNOWN.test(value);
}
