import type { Configuration } from '../Configuration.js';
import { balancingCase } from './balancing.js';
import { chainsCase } from './chains.js';
import { decidedCase } from './decided.js';
import { runtimeCase } from './runtime.js';
import { sharesCase } from './shares.js';
import { networkCase } from './network.js';
import { stateCase } from './state.js';
import { tlsCase } from './tls.js';
import { treesCase } from './trees.js';
import { httpCase, type HttpFocus } from './http.js';

/** For which Envoy a configuration is: `1.36` has no cookie matchers and no `vhost_header`. */
export type Release = 'newest' | '1.36';

const PLAIN: Omit<HttpFocus, 'profile'> = {
  normalise: false,
  domains: false,
  headers: false,
  rewrites: false,
  redirects: false,
  mutations: false,
  retries: false,
  forks: false,
  filters: [],
  newest: true,
};

function http(profile: string, focus: Partial<HttpFocus>): (seed: number, release: Release) => Configuration {
  return (seed, release) => httpCase(seed, { ...PLAIN, ...focus, profile, newest: release === 'newest' });
}

const GENERATORS: Readonly<Record<string, (seed: number, release: Release) => Configuration>> = {
  chains: chainsCase,
  normalise: http('normalise', { normalise: true }),
  domains: http('domains', { domains: true }),
  matches: http('matches', { headers: true }),
  rewrites: http('rewrites', { rewrites: true }),
  redirects: http('redirects', { redirects: true }),
  mutations: http('mutations', { mutations: true, rewrites: true }),
  filters: http('filters', { filters: ['fault', 'rbac', 'cors'] }),
  gates: (seed) => decidedCase(seed, 'gates'),
  tokens: (seed) => decidedCase(seed, 'tokens', ['jwt_authn']),
  conditions: (seed) => decidedCase(seed, 'conditions', ['condition']),
  retries: http('retries', { retries: true }),
  balancing: balancingCase,
  tls: tlsCase,
  trees: treesCase,
  network: networkCase,
  runtime: runtimeCase,
  state: (seed, release) => stateCase(seed, release === 'newest'),
  shares: sharesCase,
  mixed: http('mixed', {
    normalise: true,
    domains: true,
    headers: true,
    rewrites: true,
    redirects: true,
    mutations: true,
    forks: true,
    filters: ['cors', 'rbac', 'fault'],
  }),
};

/** The names of the generators that take turns: all but `shares`, whose requests are sent many times each. */
export const PROFILES: readonly string[] = Object.keys(GENERATORS).filter((name) => name !== 'shares');

/** The configuration of a seed: the generators take turns. */
export function generate(
  seed: number,
  profiles: readonly string[] = PROFILES,
  release: Release = 'newest',
): Configuration {
  const make = GENERATORS[profiles[seed % profiles.length] ?? ''];
  if (make === undefined) throw new Error(`no generator: ${profiles.join(', ')}`);
  return make(seed, release);
}
