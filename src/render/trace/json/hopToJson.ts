import type { Hop } from '../../../trace/model/Trace.js';
import type { Json } from './Json.js';
import { stepToJson } from './stepToJson.js';

/** A hop and its steps. */
export function hopToJson({ where, stage, steps }: Hop): Json {
  return { where, stage, steps: steps.map(stepToJson) };
}
