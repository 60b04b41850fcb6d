import type { MatchInput } from '../model/MatcherTree.js';

/**
 * What a data input yields: a text, nothing (no rule can hold of it), that there can be nothing of the kind (`NotAvailable`: the whole tree
 * then ends without result), or that the facts do not say, by name.
 */
export type InputValue =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unknown'; readonly unknown: string };

/** Reads a data input of the connection or request at hand. */
export type ReadInput = (input: MatchInput) => InputValue;

/** A text that is there; '' and undefined are what Envoy's network inputs call "no value". */
export function nonEmpty(value: string | undefined): InputValue {
  return value === undefined || value === '' ? { kind: 'absent' } : { kind: 'value', value };
}

/** The input and its value in words: `DestinationPortInput`, `HttpRequestHeaderMatchInput x-a`. */
export function inputName({ name, argument }: MatchInput): string {
  return argument === undefined ? name : `${name} ${argument}`;
}

/** The value in words. */
export function inputText(value: InputValue): string {
  switch (value.kind) {
    case 'value':
      return value.value;
    case 'absent':
      return 'no value';
    case 'unavailable':
      return 'not available';
    case 'unknown':
      return 'not known';
  }
}
