import type { Criterion } from '../../../logic/Criterion.js';
import type { Json } from './Json.js';

/** A criterion; `note` only where it has one. */
export function criterionToJson({ name, expected, got, truth, note }: Criterion): Json {
  return { name, expected, got, truth, note };
}
