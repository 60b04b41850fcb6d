import { isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { Message } from './Message.js';

/**
 * Runtime values by key: the bootstrap's `layered_runtime`, static layers one over the other, or `runtime.base` of older ones. A Struct's
 * members are joined to keys by "." down to a value; a FractionalPercent is one value, `30/TEN_THOUSAND` (common/runtime/runtime_impl.cc
 * `ProtoLayer::walkProtoValue`). What an admin, disk or RTDS layer holds is not in a dump: such layers are taken to be empty.
 */
export function readRuntime(bootstrap: JsonValue | undefined): ReadonlyMap<string, string> {
  const message = new Message(bootstrap ?? {}, '');
  const layered = message.message('layered_runtime');
  const base = message.message('runtime')?.struct('base') ?? {};
  const layers = layered?.messages('layers').map((layer) => layer.struct('static_layer')) ?? [base];
  return new Map(layers.flatMap((layer) => [...valuesIn(layer, '')]));
}

function* valuesIn(value: JsonValue, key: string): Generator<readonly [string, string]> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield [key, String(value)];
  if (!isJsonObject(value)) return;
  if ('numerator' in value || 'denominator' in value) yield [key, fractionText(value)];
  else for (const [name, one] of Object.entries(value)) yield* valuesIn(one, key === '' ? name : `${key}.${name}`);
}

function fractionText(fraction: JsonObject): string {
  const percent = new Message(fraction, '');
  return `${percent.number('numerator') ?? 0}/${percent.text('denominator') ?? 'HUNDRED'}`;
}
