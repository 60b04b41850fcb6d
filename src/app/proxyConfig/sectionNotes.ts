import type { ConfigDump, Section } from '../../envoy/dump/ConfigDump.js';

/** Why a table of `what` has no rows; none when it has some. `shown` is how many there are before filters. */
export function emptyNotes(
  dump: ConfigDump,
  section: Section,
  what: string,
  shown: number,
  selected: number,
): readonly string[] {
  const { name } = dump.document;
  if (selected > 0) return [];
  if (shown > 0) return [`no ${what} of ${shown} in ${name} match the filter`];
  if (section.withoutResource > 0) {
    return [`${name} lists ${section.withoutResource} ${what} without their configuration: was the dump masked?`];
  }
  const hidden = section.entries.length;
  const states = [...new Set(section.entries.map((entry) => entry.state))].join(', ');
  return hidden > 0
    ? [`no ${what} in use in ${name}; ${hidden} are ${states} (-o wide shows them)`]
    : [`there are no ${what} in ${name}`];
}
