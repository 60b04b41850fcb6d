/** What a placeholder stands for: a word for a person, not a type of any format. */
export type RedactedKind =
  'text' | 'header' | 'environment' | 'annotation' | 'argument' | 'bytes' | 'token' | 'number' | 'comment';

const REDACTED = /<redacted [a-z]+ (\d+)>/g;

/** What stands for a secret in evidence that is to be shared: `<redacted header 7>`. The same number is the same secret. */
export function redactedText(kind: RedactedKind, number: number): string {
  return `<redacted ${kind} ${number}>`;
}

/** The numbers of the placeholders in a text, as often as they stand there. */
export function redactedNumbers(text: string): readonly number[] {
  return [...text.matchAll(REDACTED)].map(([, number]) => Number(number));
}

/** Whether a text is a placeholder and nothing else. */
export function isRedacted(text: string): boolean {
  return /^<redacted [a-z]+ \d+>$/.test(text);
}
