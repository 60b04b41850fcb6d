import type { EffectiveFilterConfig } from '../../envoy/http/filter/effectiveFilterConfig.js';
import { setFilterState } from '../../envoy/http/filter/setFilterState.js';
import { localReply } from '../../envoy/http/localReply.js';
import { runRouter } from '../router/runRouter.js';
import { runCors } from './filter/runCors.js';
import { runDecided } from './filter/runDecided.js';
import { runFault } from './filter/runFault.js';
import { runRbac } from './filter/runRbac.js';
import type { PreparedFilter } from './FilterConfigs.js';
import type { HttpRun } from './HttpRun.js';
import { routeAnew } from './routeRequest.js';
import { sendReply } from './sendReply.js';

/** A filter answered or waits (`stop`: it goes on by itself), has the route chosen anew, or the next one's turn has come. */
export type FilterStep = 'next' | 'stop' | 'route';

/** Runs the HTTP filters from where they stopped, each with the configuration that counts for this request, up to the router. */
export function runHttpFilters(run: HttpRun): void {
  const prepared = run.plan.filterConfigs.of(run);
  while (run.nextFilter < prepared.length) {
    const next = prepared[run.nextFilter];
    run.nextFilter += 1;
    if (next === undefined) return;
    const { filter, effective } = next;
    if (effective.kind === 'disabled') continue;
    if (filter.config.kind === 'router') {
      runRouter(run, filter.config);
      return;
    }
    const step = runFilter(run, next, effective);
    if (step === 'route') routeAnew(run);
    if (step !== 'next') return;
  }
}

function runFilter(
  run: HttpRun,
  prepared: PreparedFilter,
  effective: Exclude<EffectiveFilterConfig, { kind: 'disabled' }>,
): FilterStep {
  const { filter, overrides } = prepared;
  const { config } = effective;
  const goOn = (): void => runHttpFilters(run);
  switch (config.kind) {
    case 'fault':
      return runFault(run, config.fault, goOn);
    case 'rbac':
      return runRbac(run, config.rbac);
    case 'cors':
      return runCors(run, filter);
    case 'ecds':
      return runDelivered(run, prepared, config.configName);
    case 'istio_alpn':
      run.alpn = config.overrides;
      return 'next';
    case 'set_filter_state': {
      const { filterState } = setFilterState(config.values, run.context);
      run.context = { ...run.context, filterState };
      run.record.filterState = filterState;
      return 'next';
    }
    case 'decided':
      return runDecided(run, config.filter, overrides, goOn);
    case 'per_route':
      // It says something of the filter itself.
      if (filter.config.kind === 'unparsed') return 'next';
      return runFilter(run, prepared, { kind: 'own', at: effective.at, config: filter.config });
    case 'router':
    case 'unparsed':
      // Passed over when the configuration was checked.
      return 'next';
  }
}

/** A filter whose configuration comes by ECDS; missing, every request gets 500 (flag NFCF, measured). */
function runDelivered(run: HttpRun, prepared: PreparedFilter, configName: string): FilterStep {
  const { filter } = prepared;
  const found = run.plan.core.config.extensionConfig(configName);
  const own = filter.config.kind === 'ecds' ? filter.config.defaultConfig : undefined;
  const config = found.kind === 'found' ? found.value : own;
  if (config !== undefined && config.kind !== 'ecds')
    return runFilter(run, prepared, { kind: 'own', at: filter.at, config });
  sendReply(run, localReply({ status: 500, flags: 'NFCF', details: '' }, run.context.request));
  return 'stop';
}
