/** A value of CEL: whole numbers as `bigint`, others as `number`. */
export type CelValue = null | boolean | bigint | number | string | readonly CelValue[] | CelMap | CelError | CelUnknown;

/** Something that has members, made when they are asked for. */
export interface CelMap {
  readonly kind: 'map';
  /** undefined: there is none of that name. */
  readonly get: (key: string) => CelValue | undefined;
  /** undefined: it is not counted. */
  readonly size?: number;
}

/** An error, which makes a condition false unless `&&` or `||` decide without it; a fatal one ends the evaluation. */
export interface CelError {
  readonly kind: 'error';
  readonly why: string;
  readonly fatal?: boolean;
}

/** What the facts or the model do not say. */
export interface CelUnknown {
  readonly kind: 'unknown';
  readonly what: string;
}

/** An error with its reason. */
export function celError(why: string): CelError {
  return { kind: 'error', why };
}

/** A value that the facts do not say; `what` names it. */
export function celUnknown(what: string): CelUnknown {
  return { kind: 'unknown', what };
}

/** Whether nothing decides without it any more. */
export function isFatal(value: CelValue): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'error' && value.fatal === true
  );
}

/** The kind of a value that is no plain one; undefined: a plain one, or a list. */
export function kindOf(value: CelValue): 'map' | 'error' | 'unknown' | undefined {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
}

/** Whether a value is a map. */
export function isCelMap(value: CelValue): value is CelMap {
  return kindOf(value) === 'map';
}

/** Whether a value is a list. */
export function isCelList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}
