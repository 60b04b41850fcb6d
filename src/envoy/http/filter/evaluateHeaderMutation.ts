import type { Effect } from '../../../logic/Decision.js';
import type {
  HeaderMutationFilter,
  HeaderMutationPerRoute,
  RequestMutation,
} from '../../model/filter/HeaderMutation.js';
import type { Header } from '../../model/HttpRequest.js';
import { applyHeaderMutations } from '../applyHeaderMutations.js';
import { formatHeaderValue } from '../formatHeaderValue.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/**
 * `header_mutation.v3.HeaderMutation` (source/extensions/filters/http/header_mutation/header_mutation.cc): the filter's mutations, then
 * those of every level of the route, the most specific first or, where it shall win, last; each sees what the one before it left. The
 * route is chosen already.
 */
export function evaluateHeaderMutation(filter: HeaderMutationFilter, situation: FilterSituation): FilterOutcome {
  const { context, overrides } = situation;
  const levels = overrides.filter((one): one is HeaderMutationPerRoute => one.kind === 'header_mutation');
  const ordered = filter.mostSpecificWins ? levels.toReversed() : levels;
  const mutations = [filter, ...ordered].flatMap((level) => level.mutations);
  const field = [filter, ...levels].flatMap(({ unsupported }) => unsupported)[0] ?? pseudoHeader(mutations);
  let { headers } = context.request;
  const effects: Effect[] = [];
  for (const mutation of mutations) {
    const format = (value: string, now: readonly Header[]): string =>
      formatHeaderValue(value, { ...context, request: { ...context.request, headers: now } });
    const add = mutation.kind === 'append' ? [mutation.option] : [];
    const remove = mutation.kind === 'remove' ? [mutation.name] : [];
    const result = applyHeaderMutations(headers, add, remove, format);
    headers = result.headers;
    effects.push(...result.effects);
  }
  const says = effects.length === 0 ? 'changes no header' : 'changes headers';
  const request = { ...context.request, headers };
  return {
    says,
    because: [],
    request,
    effects,
    ...(field === undefined ? {} : { opaque: `header_mutation: ${field}` }),
  };
}

/** What would change where the request goes. */
function pseudoHeader(mutations: readonly RequestMutation[]): string | undefined {
  const names = mutations.map((one) => (one.kind === 'remove' ? one.name : one.option.name.toLowerCase()));
  return names.find((name) => name.startsWith(':') || name === 'host');
}
