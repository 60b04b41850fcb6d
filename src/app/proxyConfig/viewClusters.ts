import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { stringField } from '../../envoy/dump/field.js';
import { resourceType } from '../../istio/protojson/resourceTypes.js';
import {
  clusterTable,
  matchesClusterFilter,
  selectClusters,
  type ClusterFilter,
} from '../../istio/table/clusterTable.js';
import { resourcesOf } from '../../istio/table/resourcesOf.js';
import { wideClusters } from '../../istio/wide/wideClusters.js';
import type { ConfigView } from './ConfigView.js';
import { emptyNotes } from './sectionNotes.js';

/** `proxy-config cluster`. `withNames`: as a part of `proxy-config all`. */
export function viewClusters(dump: ConfigDump, filter: ClusterFilter, withNames = false): ConfigView {
  const section = requireSection(dump, 'clusters');
  const shown = resourcesOf(section);
  const selected = selectClusters(shown, filter);
  return {
    parts: [
      {
        title: 'CLUSTER INFO',
        short: () => (shown.length === 0 ? '' : clusterTable(selected, withNames)),
        wide: () => wideClusters(section.entries.filter(({ name }) => matchesClusterFilter(name, filter))),
        names: () => selected.map((cluster) => `cluster/${stringField(cluster, 'name') ?? ''}`),
      },
    ],
    messages: () =>
      shown.length === 0
        ? undefined
        : { kind: 'list', resources: selected, typeOf: (cluster) => resourceType(cluster, 'clusters') },
    notes: emptyNotes(dump, section, 'clusters', shown.length, selected.length),
    isIncomplete: false,
  };
}
