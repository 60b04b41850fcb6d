import { allOf, not, truthOf, type Truth } from '../../../logic/Truth.js';
import type { RateLimitAction, RateLimitPolicy } from '../../model/filter/RateLimit.js';
import { matchHeader } from '../../route/match/matchHeader.js';
import { matchQueryParameter } from '../../route/match/matchQueryParameter.js';
import { decodedQuery } from '../decodedQuery.js';
import { firstHeader } from '../headers.js';
import type { FilterSituation } from './FilterSituation.js';

/** Whether all actions of a policy make their part of a descriptor (source/common/router/router_ratelimit.cc, populateDescriptors). */
export function makesDescriptor({ actions }: RateLimitPolicy, situation: FilterSituation): Truth {
  return allOf(actions.map((action) => makesPart(action, situation)));
}

function makesPart(action: RateLimitAction, { context, route }: FilterSituation): Truth {
  const { request, dynamicMetadata } = context;
  switch (action.kind) {
    case 'always':
      return 'yes';
    case 'header':
      return truthOf(action.skipIfAbsent || firstHeader(request, action.name) !== undefined);
    case 'query':
      return truthOf(action.skipIfAbsent || decodedQuery(request.path).has(action.name));
    case 'header_value_match': {
      const truth = allOf(action.headers.map((header) => matchHeader(header, context).truth));
      return action.expect ? truth : not(truth);
    }
    case 'query_parameter_value_match': {
      const truth = allOf(action.parameters.map((parameter) => matchQueryParameter(parameter, request).truth));
      return action.expect ? truth : not(truth);
    }
    case 'metadata': {
      if (action.hasDefault || action.skipIfAbsent) return 'yes';
      const root: unknown =
        action.source === 'dynamic' ? dynamicMetadata.get(action.namespace) : route?.metadata[action.namespace];
      const value = action.path.reduce<unknown>((inside, key) => memberOf(inside, key), root);
      return truthOf(typeof value === 'string' && value !== '');
    }
    case 'unsupported':
      return 'unknown';
  }
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
