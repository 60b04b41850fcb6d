import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { StatusError } from '../server/Status.js';
import { MESSAGES } from './messages.js';
import { bytesOf, fieldsOf, type Raw } from './wire.js';

/** Before each object of Kubernetes in protobuf. */
const MAGIC = Buffer.from('k8s\0');

interface Field {
  readonly name: string;
  readonly type: string;
  readonly repeated: boolean;
}

/** An object that a client sends in protobuf, as JSON. Throws 415 for what is not among the `MESSAGES`. */
export function decodeProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, 4).equals(MAGIC)) throw unsupported('the body does not begin as protobuf of Kubernetes does');
  const outer = fieldsOf(body.subarray(4));
  const typeMeta = new Map(fieldsOf(bytesOf(outer.find(([number]) => number === 1)?.[1])));
  const kind = bytesOf(typeMeta.get(2)).toString();
  const message = decode(kind, bytesOf(outer.find(([number]) => number === 2)?.[1]));
  return { apiVersion: bytesOf(typeMeta.get(1)).toString(), kind, ...message };
}

function decode(message: string, bytes: Buffer): JsonObject {
  const known = schemaOf(message);
  const result: Record<string, JsonValue> = {};
  for (const [number, raw] of fieldsOf(bytes)) {
    const field = known.get(number);
    if (field === undefined) throw unsupported(`the test server does not know field ${number} of ${message}`);
    const value = valueOf(field.type, raw);
    if (value === undefined) continue;
    const { name } = field;
    const before = result[name];
    if (field.repeated) result[name] = [...(Array.isArray(before) ? (before as JsonValue[]) : []), value];
    // A volume's source is a message of its own in protobuf, and part of the volume in JSON.
    else if (name === 'volumeSource' && isJsonObject(value)) Object.assign(result, value);
    else if (isJsonObject(value) && isJsonObject(before)) result[name] = { ...before, ...value };
    else result[name] = value;
  }
  return result;
}

function valueOf(type: string, raw: Raw): JsonValue | undefined {
  switch (type) {
    case 'skip':
      return undefined;
    case 'string':
      return bytesOf(raw).toString() || undefined;
    case 'bool':
      return raw === 1n;
    case 'int':
      return Number(BigInt.asIntN(64, typeof raw === 'bigint' ? raw : 0n));
    case 'map':
    case 'quantities': {
      const entry = new Map(fieldsOf(bytesOf(raw)));
      const value = bytesOf(entry.get(2));
      const text = type === 'map' ? value.toString() : bytesOf(new Map(fieldsOf(value)).get(1)).toString();
      return { [bytesOf(entry.get(1)).toString()]: text };
    }
    default:
      return decode(type, bytesOf(raw));
  }
}

function schemaOf(message: string): ReadonlyMap<number, Field> {
  const text = MESSAGES[message];
  if (text === undefined) throw unsupported(`the test server does not read ${message} in protobuf`);
  return new Map(
    text.split(', ').map((line) => {
      const [number = '', name = '', type = ''] = line.split(' ');
      return [Number(number), { name, type: type.replace('[]', ''), repeated: type.endsWith('[]') }];
    }),
  );
}

function unsupported(message: string): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format: ${message}`);
}
