import { localReply } from '../../envoy/http/localReply.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { answered } from './answered.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';

/** A filter whose configuration comes by ECDS: run as delivered; missing, every request gets 500 (flag NFCF). */
export function ecdsFilter(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  configName: string,
  run: (delivered: HttpFilter) => FilterResult,
): FilterResult {
  const found = http.visit.proxy.config.extensionConfig(configName);
  if (found.kind === 'found')
    return run({
      ...filter,
      at: found.at,
      config: found.value,
      typeUrl: found.value.kind === 'unparsed' ? found.value.typeUrl : filter.typeUrl,
    });
  if (found.kind === 'section_missing' || found.kind === 'ambiguous') {
    const unknown = `the configuration of filter ${configName} (ECDS) is not in the dump`;
    context.path.add({ kind: 'http_filter', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const reply = localReply({ status: 500, flags: 'NFCF', details: '' }, http.input.request);
  return answered(context, http, reply, `The configuration of filter ${configName} was never delivered`, 'NO_MATCH');
}
