import type { EffectiveFilterConfig } from '../../envoy/http/filter/effectiveFilterConfig.js';
import { setFilterState } from '../../envoy/http/filter/setFilterState.js';
import { localReply } from '../../envoy/http/localReply.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import { runRouter } from '../router/runRouter.js';
import { runCors } from './filter/runCors.js';
import { runFault } from './filter/runFault.js';
import { runRbac } from './filter/runRbac.js';
import type { HttpRun } from './HttpRun.js';
import { sendReply } from './sendReply.js';

/** A filter answered or waits (`stop`: it goes on by itself), or the next one's turn has come. */
export type FilterStep = 'next' | 'stop';

/** Runs the HTTP filters from where they stopped, each with the configuration that counts for this request, up to the router. */
export function runHttpFilters(run: HttpRun): void {
  const { filters, plan } = run;
  const configs = plan.filterConfigs.of(run);
  while (run.nextFilter < filters.length) {
    const filter = filters[run.nextFilter];
    const effective = configs[run.nextFilter];
    run.nextFilter += 1;
    if (filter === undefined || effective === undefined) return;
    if (effective.kind === 'disabled') continue;
    if (filter.config.kind === 'router') {
      runRouter(run, filter.config);
      return;
    }
    if (runFilter(run, filter, effective) === 'stop') return;
  }
}

function runFilter(
  run: HttpRun,
  filter: HttpFilter,
  effective: Exclude<EffectiveFilterConfig, { kind: 'disabled' }>,
): FilterStep {
  const { config } = effective;
  switch (config.kind) {
    case 'fault':
      return runFault(run, config.fault, () => runHttpFilters(run));
    case 'rbac':
      return runRbac(run, config.rbac);
    case 'cors':
      return runCors(run, filter);
    case 'ecds':
      return runDelivered(run, filter, config.configName);
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
    case 'per_route':
    case 'router':
    case 'unparsed':
      // Passed over when the configuration was checked.
      return 'next';
  }
}

/** A filter whose configuration comes by ECDS; missing, every request gets 500 (flag NFCF, measured). */
function runDelivered(run: HttpRun, filter: HttpFilter, configName: string): FilterStep {
  const found = run.plan.core.config.extensionConfig(configName);
  const own = filter.config.kind === 'ecds' ? filter.config.defaultConfig : undefined;
  const config = found.kind === 'found' ? found.value : own;
  if (config !== undefined && config.kind !== 'ecds')
    return runFilter(run, filter, { kind: 'own', at: filter.at, config });
  sendReply(run, localReply({ status: 500, flags: 'NFCF', details: '' }, run.context.request));
  return 'stop';
}
