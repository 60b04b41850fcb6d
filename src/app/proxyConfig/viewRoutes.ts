import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { stringField } from '../../envoy/dump/field.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { resourceType } from '../../istio/protojson/resourceTypes.js';
import { resourcesOf } from '../../istio/table/resourcesOf.js';
import { routeTable, selectRoutes, type RouteFilter, type RouteTableOptions } from '../../istio/table/routeTable.js';
import { wideRoutes } from '../../istio/wide/wideRoutes.js';
import type { ConfigView } from './ConfigView.js';
import { emptyNotes } from './sectionNotes.js';

/** `proxy-config route`. */
export function viewRoutes(dump: ConfigDump, filter: RouteFilter, options: RouteTableOptions = {}): ConfigView {
  const section = requireSection(dump, 'routes');
  const shown = resourcesOf(section);
  const selected = selectRoutes(shown, filter);
  return {
    parts: [
      {
        title: 'ROUTE INFO',
        short: () => (shown.length === 0 ? '' : routeTable(selected, options)),
        wide: () => wideRoutes(section.entries.filter(({ name }) => !filter.name || filter.name === name)),
        names: () => selected.map((route) => `route/${stringField(route, 'name') ?? ''}`),
      },
    ],
    messages: () =>
      shown.length === 0
        ? undefined
        : { kind: 'list', resources: selected, typeOf: (route) => resourceType(route, 'routes') },
    notes: emptyNotes(dump, section, 'route configurations', shown.length, selected.length),
    isIncomplete: false,
  };
}
