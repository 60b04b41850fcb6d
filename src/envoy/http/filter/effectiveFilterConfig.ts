import type { FilterOverride } from '../../model/filter/DecidedFilter.js';
import type { HttpFilter, HttpFilterConfig, PerFilterConfig } from '../../model/HttpFilter.js';

/** What a route may say of its filters, by the filter's configured name. */
interface Level {
  readonly perFilterConfig: ReadonlyMap<string, PerFilterConfig>;
}

/** The levels of one request; those that it did not come through are absent. */
export interface FilterLevels {
  readonly weighted?: Level | undefined;
  readonly route?: Level | undefined;
  readonly virtualHost?: Level | undefined;
  readonly routeConfig?: Level | undefined;
}

/** How a filter runs for one request. */
export type EffectiveFilterConfig =
  | { readonly kind: 'disabled'; readonly at: string }
  /** With the config of the filter chain. */
  | { readonly kind: 'own'; readonly at: string; readonly config: HttpFilterConfig }
  /** With the config of a route, virtual host, …, which replaces the filter's as a whole. */
  | { readonly kind: 'override'; readonly at: string; readonly config: NonNullable<PerFilterConfig['config']> };

/**
 * Which configuration of a filter counts (source/common/router/config_impl.cc, mostSpecificPerFilterConfig; measured): the most
 * specific level that has an entry for the filter's configured name decides alone: weighted entry, route, virtual host, route
 * configuration. `FilterConfig.disabled` there switches the filter off; an entry that is not disabled switches on one that
 * `http_filters` has disabled, also an empty one, which leaves the config to less specific levels, then to the filter. Levels are reached through the route: without
 * one the filter's own config counts, whatever virtual host took the request (measured).
 */
export function effectiveFilterConfig(filter: HttpFilter, levels: FilterLevels): EffectiveFilterConfig {
  const entries = entriesOf(filter.name, levels);
  const [first] = entries;
  if (first?.disabled) return { kind: 'disabled', at: first.at };
  const configured = entries.find(({ disabled, config }) => !disabled && config && !isEmpty(config));
  if (configured?.config?.kind === 'per_route' && configured.config.override.kind === 'switched_off')
    return { kind: 'disabled', at: configured.at };
  if (configured?.config) return { kind: 'override', at: configured.at, config: configured.config };
  if (first) return { kind: 'own', at: filter.at, config: filter.config };
  return filter.disabled ? { kind: 'disabled', at: filter.at } : { kind: 'own', at: filter.at, config: filter.config };
}

/** `FilterConfig{config: {}}`: an Any without a type. */
function isEmpty(config: NonNullable<PerFilterConfig['config']>): boolean {
  return config.kind === 'unparsed' && config.typeUrl === '';
}

/** All that the levels of a route say of a filter of `model/filter`, most specific first. */
export function filterOverrides(name: string, levels: FilterLevels): readonly FilterOverride[] {
  return entriesOf(name, levels).flatMap(({ config, disabled }) =>
    !disabled && config?.kind === 'per_route' ? [config.override] : [],
  );
}

function entriesOf(
  name: string,
  { weighted, route, virtualHost, routeConfig }: FilterLevels,
): readonly PerFilterConfig[] {
  const levels = route ? [weighted, route, virtualHost, routeConfig] : [];
  return levels.flatMap((level) => level?.perFilterConfig.get(name) ?? []);
}
