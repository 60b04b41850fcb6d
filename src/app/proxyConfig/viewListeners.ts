import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { stringField } from '../../envoy/dump/field.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { resourceType } from '../../istio/protojson/resourceTypes.js';
import {
  listenerTable,
  matchesListenerFilter,
  type ListenerFilter,
  type ListenerTableOptions,
} from '../../istio/table/listenerTable.js';
import { resourcesOf } from '../../istio/table/resourcesOf.js';
import { waypointTable } from '../../istio/table/waypointTable.js';
import { wideListeners } from '../../istio/wide/wideListeners.js';
import type { ConfigView } from './ConfigView.js';
import { emptyNotes } from './sectionNotes.js';

/** How the table is printed; `waypoint` ignores filters and everything else. */
export interface ListenerViewOptions extends ListenerTableOptions {
  readonly waypoint?: boolean | undefined;
}

/** `proxy-config listener`. */
export function viewListeners(dump: ConfigDump, filter: ListenerFilter, options: ListenerViewOptions = {}): ConfigView {
  const section = requireSection(dump, 'listeners');
  const shown = resourcesOf(section);
  const selected = options.waypoint ? shown : shown.filter((listener) => matchesListenerFilter(listener, filter));
  const table = () => (options.waypoint ? waypointTable(shown) : listenerTable(selected, options));
  return {
    parts: [
      {
        title: 'LISTENER INFO',
        short: () => (shown.length === 0 ? '' : table()),
        wide: () => wideListeners(section.entries.filter(({ resource }) => matchesListenerFilter(resource, filter))),
        names: () => selected.map((listener) => `listener/${stringField(listener, 'name') ?? ''}`),
      },
    ],
    messages: () =>
      shown.length === 0
        ? undefined
        : { kind: 'list', resources: selected, typeOf: (listener) => resourceType(listener, 'listeners') },
    notes: emptyNotes(dump, section, 'listeners', shown.length, selected.length),
    isIncomplete: false,
  };
}
