import { chainLevels } from '../../../../src/envoy/chain/chainLevels.js';
import { networkInput } from '../../../../src/envoy/matcher/networkInput.js';
import { requestInput } from '../../../../src/envoy/matcher/requestInput.js';
import type { DomainRank } from '../../../../src/envoy/model/DomainIndex.js';
import { routeCandidates } from '../../../../src/envoy/route/routeCandidates.js';
import { truthOf } from '../../../../src/logic/Truth.js';
import type { Decided } from '../../../../src/trace/walk/Decided.js';
import { asked, met, type Feature } from './Feature.js';
import { actionFeatures, matchFeatures } from './routeFeatures.js';
import { policyFeatures } from './ruleFeatures.js';
import { treeFeatures } from './treeFeatures.js';

/** What one choice among candidates asked. */
export function decidedFeatures(decided: Decided): readonly Feature[] {
  switch (decided.kind) {
    case 'filter_chain':
      return chainFeatures(decided);
    case 'virtual_host':
      return domainFeatures(decided);
    case 'route':
      return routeFeatures(decided);
    case 'policy': {
      const { rules, context, decision } = decided;
      const last = rules.policies.findIndex(({ name }) => name === decision.value?.policy);
      const tried = last < 0 ? rules.policies : rules.policies.slice(0, last + 1);
      return [
        ...asked(`rbac ${rules.action}`, truthOf(decision.value?.policy !== undefined)),
        ...tried.flatMap((policy) => policyFeatures(policy, context)),
      ];
    }
  }
}

type Of<K extends Decided['kind']> = Extract<Decided, { readonly kind: K }>;

function chainFeatures({ listener, connection, decision }: Of<'filter_chain'>): readonly Feature[] {
  const chain = decision.value;
  if (listener.filterChainMatcher !== undefined)
    return treeFeatures(listener.filterChainMatcher, (input) => networkInput(input, connection));
  const levels = listener.filterChains.flatMap(({ match }) =>
    chainLevels.flatMap((level) =>
      ['any', 'ANY'].includes(level.expected(match))
        ? []
        : asked(`filter_chain_match ${level.field}`, truthOf(level.choose([match], connection) !== undefined)),
    ),
  );
  const fallback = listener.defaultFilterChain;
  return [...levels, ...(fallback === undefined ? [] : asked('default_filter_chain', truthOf(chain === fallback)))];
}

const RANKS: Readonly<Record<DomainRank, string>> = { 0: 'exact', 1: 'suffix', 2: 'prefix', 3: '*' };

function domainFeatures({ config, decision }: Of<'virtual_host'>): readonly Feature[] {
  const [first] = decision.because;
  return config.virtualHosts.flatMap((host) =>
    host.domains.flatMap((domain) => {
      const rank = domain === '*' ? 3 : domain.startsWith('*') ? 1 : domain.endsWith('*') ? 2 : 0;
      return asked(
        `domain ${RANKS[rank]}`,
        truthOf(host === decision.value && first?.expected === domain.toLowerCase()),
      );
    }),
  );
}

function routeFeatures({ config, virtualHost, context, decision }: Of<'route'>): readonly Feature[] {
  const { routes } = routeCandidates(virtualHost, context);
  const winner = decision.value;
  const tried = winner === undefined ? routes : routes.slice(0, routes.indexOf(winner) + 1);
  const fractions = [...decision.because, ...decision.skipped.map(({ failed }) => failed)].filter(
    ({ name }) => name === 'runtime_fraction',
  );
  return [
    ...(virtualHost.matcher === undefined
      ? []
      : treeFeatures(virtualHost.matcher, (input) => requestInput(input, context))),
    ...tried.flatMap((route) => matchFeatures(route, context, config)),
    ...fractions.flatMap(({ truth }) => asked('runtime_fraction', truth)),
    ...(winner === undefined ? [] : actionFeatures(winner.action)),
    ...(winner === undefined
      ? []
      : [...winner.headers.requestAdd, ...virtualHost.headers.requestAdd, ...config.headers.requestAdd].flatMap(
          ({ action }) => met(`mutation ${action}`),
        )),
  ];
}
