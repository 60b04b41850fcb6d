import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { ecdsTable } from '../../istio/table/ecdsTable.js';
import { shownEntries } from '../../istio/table/resourcesOf.js';
import { wideEcds } from '../../istio/wide/wideOthers.js';
import type { ConfigView } from './ConfigView.js';

/** `proxy-config ecds`. */
export function viewEcds(dump: ConfigDump): ConfigView {
  const section = requireSection(dump, 'ecds');
  const shown = shownEntries(section);
  const filters = shown.map(({ resource, versionInfo, lastUpdated }) => ({
    version_info: versionInfo ?? null,
    ecds_filter: resource,
    last_updated: lastUpdated ?? null,
  }));
  return {
    parts: [
      {
        title: 'ECDS INFO',
        short: () => ecdsTable(shown.map((entry) => entry.resource)),
        wide: () => wideEcds(section.entries),
        names: () => shown.map(({ name }) => `ecds/${name}`),
      },
    ],
    messages: () => ({ kind: 'message', value: { ecds_filters: filters }, type: 'envoy.admin.v3.EcdsConfigDump' }),
    notes: shown.length > 0 ? [] : [`there are no extension configurations in ${dump.document.name}`],
    isIncomplete: false,
  };
}
