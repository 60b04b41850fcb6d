import type { RateLimitAction, RateLimitPolicy } from '../../model/filter/RateLimit.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';
import { parseHeaderMatcher } from '../parseHeaderMatcher.js';
import { parseQueryParameterMatcher } from '../parseQueryParameterMatcher.js';

// What is counted, and how high the limit is.
const HARMLESS = fieldNames('limit', 'hits_addend');

/** `rate_limits` of a route, a virtual host or a filter. A field that is not known is an action that is not understood. */
export function readRateLimits(message: Message): readonly RateLimitPolicy[] {
  return message.many('rate_limits', (value, at) => {
    const policy = new Message(value, at);
    const known: Omit<RateLimitPolicy, 'actions'> = {
      at,
      stage: policy.number('stage') ?? 0,
      disableKey: policy.string('disable_key'),
      onStreamDone: policy.flag('apply_on_stream_done'),
    };
    const actions = policy.messages('actions').map(readAction);
    const unknown = policy.unread(HARMLESS).map((field): RateLimitAction => ({ kind: 'unsupported', field }));
    return { ...known, actions: [...actions, ...unknown] };
  });
}

const ACTIONS = [
  'source_cluster',
  'destination_cluster',
  'generic_key',
  'remote_address',
  'masked_remote_address',
  'request_headers',
  'query_parameters',
  'header_value_match',
  'query_parameter_value_match',
  'dynamic_metadata',
  'metadata',
] as const;

/** `config.route.v3.RateLimit.Action`. */
function readAction(action: Message): RateLimitAction {
  const kind = action.first(...ACTIONS);
  if (kind === undefined) return { kind: 'unsupported', field: action.unread()[0] ?? 'action' };
  const part = action.message(kind);
  if (part === undefined) return { kind: 'unsupported', field: kind };
  // The descriptor's words; they do not decide whether there is one.
  for (const field of ['descriptor_key', 'descriptor_value', 'v4_prefix_mask_len', 'v6_prefix_mask_len'])
    part.value(field);
  const expect = part.boolean('expect_match') ?? true;
  switch (kind) {
    case 'source_cluster':
    case 'destination_cluster':
    case 'generic_key':
    case 'remote_address':
    case 'masked_remote_address':
      return { kind: 'always' };
    case 'request_headers':
      return {
        kind: 'header',
        name: part.string('header_name').toLowerCase(),
        skipIfAbsent: part.flag('skip_if_absent'),
      };
    case 'query_parameters':
      return { kind: 'query', name: part.string('query_parameter_name'), skipIfAbsent: part.flag('skip_if_absent') };
    case 'header_value_match':
      return { kind, headers: part.many('headers', parseHeaderMatcher), expect };
    case 'query_parameter_value_match':
      return { kind, parameters: part.many('query_parameters', parseQueryParameterMatcher), expect };
    case 'dynamic_metadata':
    case 'metadata':
      return readMetadataAction(
        part,
        kind === 'metadata' ? part.choice('source', ['DYNAMIC', 'ROUTE_ENTRY']) : 'DYNAMIC',
      );
  }
}

function readMetadataAction(part: Message, source: 'DYNAMIC' | 'ROUTE_ENTRY'): RateLimitAction {
  const key = part.message('metadata_key');
  return {
    kind: 'metadata',
    source: source === 'DYNAMIC' ? 'dynamic' : 'route',
    namespace: key?.string('key') ?? '',
    path: key?.messages('path').map((segment) => segment.string('key')) ?? [],
    hasDefault: part.string('default_value') !== '',
    skipIfAbsent: part.flag('skip_if_absent'),
  };
}
