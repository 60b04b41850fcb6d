import type { JsonValue } from '../../../text/json/JsonValue.js';
import type {
  HeaderMutationFilter,
  HeaderMutationPerRoute,
  RequestMutation,
} from '../../model/filter/HeaderMutation.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';
import { readHeaderValueOption } from '../readHeaderMutations.js';

// Of the answer.
const HARMLESS = fieldNames('response_mutations', 'response_trailers_mutations', 'request_trailers_mutations');

/** `header_mutation.v3.HeaderMutation`. */
export function parseHeaderMutation(value: JsonValue, at: string): HeaderMutationFilter {
  const message = new Message(value, at);
  return {
    kind: 'header_mutation',
    at,
    mutations: readMutations(message),
    mostSpecificWins: message.flag('most_specific_header_mutations_wins'),
    unsupported: message.unread(),
  };
}

/** `header_mutation.v3.HeaderMutationPerRoute`. */
export function parseHeaderMutationPerRoute(value: JsonValue, at: string): HeaderMutationPerRoute {
  const message = new Message(value, at);
  return { kind: 'header_mutation', at, mutations: readMutations(message), unsupported: message.unread() };
}

function readMutations(message: Message): readonly RequestMutation[] {
  const mutations = message.message('mutations')?.ignore(HARMLESS);
  return (
    mutations?.messages('request_mutations').flatMap((mutation): RequestMutation[] => {
      const { at } = mutation;
      const name = mutation.text('remove');
      if (name !== undefined) return [{ kind: 'remove', at, name: name.toLowerCase() }];
      const append = mutation.message('append');
      return append ? [{ kind: 'append', at, option: readHeaderValueOption(append) }] : [];
    }) ?? []
  );
}
