import type { Message } from '../../envoy/parse/Message.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { compileJson, compileText } from '../accessLog/compileFormat.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { readDataSource } from '../settings/readDataSource.js';
import { textOfSource } from '../secrets/textOfSource.js';

/** A body made of a reply's text and what is known of the stream. */
export type ReplyBody = (info: StreamInfo, text: string) => { readonly body: string; readonly contentType: string };

const OPERATOR = '%LOCAL_REPLY_BODY%';
/** Stands for the text until the rest is filled: no operator gives it. */
const PLACE = '\u0001LOCAL_REPLY_BODY\u0001';

/** `SubstitutionFormatString` for the body of a local reply; undefined: it names operators that are not known. */
export function compileReplyBody(format: Message): ReplyBody | undefined {
  const type = format.string('content_type');
  const json = format.value('json_format');
  if (json !== undefined) return compileJsonBody(json, type === '' ? 'application/json' : type);
  const text = format.text('text_format') ?? textOfSource(readDataSource(format.message('text_format_source'))) ?? '';
  const compiled = compileText(text.replaceAll(OPERATOR, PLACE));
  if (compiled.kind === 'unknown') return undefined;
  const contentType = type === '' ? 'text/plain' : type;
  return (info, reply) => ({ body: compiled.fill(info, '-').replaceAll(PLACE, () => reply), contentType });
}

function compileJsonBody(format: JsonValue, contentType: string): ReplyBody | undefined {
  const placed = JSON.parse(
    JSON.stringify(format).replaceAll(OPERATOR, JSON.stringify(PLACE).slice(1, -1)),
  ) as JsonValue;
  const compiled = compileJson(placed);
  if (compiled.kind === 'unknown') return undefined;
  const place = JSON.stringify(PLACE).slice(1, -1);
  return (info, reply) => {
    const quoted = JSON.stringify(reply).slice(1, -1);
    return { body: `${JSON.stringify(compiled.fill(info)).replaceAll(place, () => quoted)}\n`, contentType };
  };
}
