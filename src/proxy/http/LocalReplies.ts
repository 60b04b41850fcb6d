import { applyHeaderMutations } from '../../envoy/http/applyHeaderMutations.js';
import type { Header } from '../../envoy/model/HttpRequest.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { HeaderValueOption } from '../../envoy/model/HeaderMutation.js';
import { Message } from '../../envoy/parse/Message.js';
import { readHeaderValueOption } from '../../envoy/parse/readHeaderMutations.js';
import { compileLogFilter, type LogFilter } from '../accessLog/logFilter.js';
import type { StreamRecord } from '../runtime/StreamRecord.js';
import { readDataSource } from '../settings/readDataSource.js';
import { textOfSource } from '../secrets/textOfSource.js';
import { compileReplyBody, type ReplyBody } from './compileReplyBody.js';

/** A reply that has a status. */
export type AnsweringReply = LocalReply & { readonly status: number };

/** One `ResponseMapper`. */
interface Mapper {
  readonly applies: LogFilter;
  readonly status: number | undefined;
  readonly body: string | undefined;
  readonly format: ReplyBody | undefined;
  readonly headers: readonly HeaderValueOption[];
}

/** `local_reply_config`: what becomes of replies of the proxy's own (source/common/local_reply/local_reply.cc). */
export class LocalReplies {
  readonly #mappers: readonly Mapper[];
  readonly #format: ReplyBody | undefined;

  constructor({ localReplyConfig }: Pick<HttpConnectionManager, 'localReplyConfig'>) {
    const message = new Message(localReplyConfig?.value ?? {}, localReplyConfig?.at ?? '');
    this.#mappers = message.messages('mappers').map(readMapper);
    const format = message.message('body_format');
    this.#format = format && compileReplyBody(format);
  }

  /** The first mapper that applies decides; `format` fills header values. */
  rewrite(reply: AnsweringReply, info: StreamRecord, format: (value: string) => string): AnsweringReply {
    const mapper = this.#mappers.find(({ applies }) => applies(info));
    const text = mapper?.body ?? reply.body;
    // Formats tell the status that is sent.
    if (mapper?.status !== undefined) info.responseCode = mapper.status;
    const made = (mapper?.format ?? this.#format)?.(info, text) ?? { body: text, contentType: 'text/plain' };
    const kept = reply.headers.filter(({ name }) => name !== 'content-length' && name !== 'content-type');
    const typed: Header[] =
      made.body === ''
        ? []
        : [
            { name: 'content-length', value: String(Buffer.byteLength(made.body)) },
            { name: 'content-type', value: made.contentType },
          ];
    const headers = applyHeaderMutations([...kept, ...typed], mapper?.headers ?? [], [], format).headers;
    return { ...reply, status: mapper?.status ?? reply.status, body: made.body, headers };
  }
}

function readMapper(mapper: Message): Mapper {
  const filter = mapper.message('filter');
  const format = mapper.message('body_format_override');
  return {
    applies: filter === undefined ? () => true : compileLogFilter(filter, () => undefined),
    status: mapper.number('status_code'),
    body: textOfSource(readDataSource(mapper.message('body'))),
    format: format && compileReplyBody(format),
    headers: mapper.messages('headers_to_add').map(readHeaderValueOption),
  };
}
