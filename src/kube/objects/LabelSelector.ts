import type { Fields } from '../read/Fields.js';

/** An entry of `matchExpressions`. */
export interface LabelRequirement {
  readonly key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** `metav1.LabelSelector`: all of it must hold. */
export interface LabelSelector {
  readonly matchLabels: ReadonlyMap<string, string>;
  readonly matchExpressions: readonly LabelRequirement[];
}

/** Reads a LabelSelector. */
export function readLabelSelector(selector: Fields): LabelSelector {
  return {
    matchLabels: selector.stringMap('matchLabels'),
    matchExpressions: selector.objects('matchExpressions').map((requirement) => ({
      key: requirement.string('key') ?? '',
      operator: requirement.string('operator') ?? '',
      values: requirement.strings('values'),
    })),
  };
}

/** Whether `labels` have what the selector asks for (apimachinery `labels.Requirement.Matches`: `NotIn` holds when the key is absent). */
export function selectorMatches(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return (
    labelsInclude(labels, selector.matchLabels) && selector.matchExpressions.every((r) => requirementMatches(r, labels))
  );
}

/** Whether every pair of `wanted` is among `labels`. */
export function labelsInclude(labels: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}

function requirementMatches({ key, operator, values }: LabelRequirement, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
