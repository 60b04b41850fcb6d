import type { ConfigDump, Section } from '../../envoy/dump/ConfigDump.js';
import { objectsField } from '../../envoy/dump/field.js';
import { resourceType } from '../../istio/protojson/resourceTypes.js';
import { edsTable, endpointAddresses, selectLoadAssignments } from '../../istio/table/edsTable.js';
import type { EndpointFilter } from '../../istio/table/endpointTable.js';
import { resourcesOf } from '../../istio/table/resourcesOf.js';
import { wideLoadAssignments } from '../../istio/wide/wideEndpoints.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { ConfigView } from './ConfigView.js';

/** `proxy-config eds`. A dump without the section gives an empty table, as in istioctl. */
export function viewLoadAssignments(dump: ConfigDump, filter: EndpointFilter, withNames = false): ConfigView {
  const section = dump.endpoints;
  const shown = section ? resourcesOf(section) : [];
  const selected = selectLoadAssignments(shown, filter);
  return {
    parts: [
      {
        title: 'ENDPOINTS INFO',
        short: () => edsTable(selected, withNames),
        wide: () => wideLoadAssignments(selected),
        names: () => endpointNames(selected),
      },
    ],
    messages: () => ({
      kind: 'list',
      resources: selected,
      typeOf: (assignment) => resourceType(assignment, 'endpoints'),
    }),
    notes: selected.length > 0 ? [] : [whyEmpty(dump, section, selectLoadAssignments(shown, {}).length)],
    isIncomplete: false,
  };
}

function endpointNames(assignments: readonly JsonObject[]): readonly string[] {
  return assignments.flatMap((assignment) =>
    objectsField(assignment, 'endpoints').flatMap((locality) =>
      objectsField(locality, 'lb_endpoints').map((endpoint) => `endpoint/${endpointAddresses(endpoint).join(',')}`),
    ),
  );
}

function whyEmpty({ document }: ConfigDump, section: Section | undefined, withEndpoints: number): string {
  if (!section) return `no EndpointsConfigDump in ${document.name}: it was taken without ?include_eds, or masked`;
  if (section.withoutResource > 0) return `the endpoints in ${document.name} are masked`;
  return withEndpoints > 0
    ? `no endpoints of ${withEndpoints} clusters in ${document.name} match the filter (--address takes IP:PORT here)`
    : `no cluster in ${document.name} has an endpoint`;
}
