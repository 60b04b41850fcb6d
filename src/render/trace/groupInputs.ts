/** What the inputs of a request are about. */
const GROUPS = ['destination', 'sender', 'connection', 'request'] as const;

type Group = (typeof GROUPS)[number];

/** Every input that `dependsOn` names, but for headers, by group. */
const INPUTS: Readonly<Record<Group, readonly string[]>> = {
  destination: ['destination name', 'destination address', 'destination port'],
  sender: ['source workload', 'source address', 'source port', 'user id', 'group id', 'mark'],
  connection: ['protocol', 'connection state', 'TLS', 'SNI', 'ALPN', 'client certificate'],
  request: ['method', ':scheme', ':authority', ':path'],
};

/** `dependsOn` of a trace, grouped by what it is about, in a fixed order: group to its words. No name is lost. */
export function groupInputs(names: readonly string[]): readonly (readonly [Group, readonly string[]])[] {
  return GROUPS.map(
    (group) =>
      [
        group,
        names.filter((name) => groupOf(name) === group).map((name) => name.replace(/^(?:destination|source) /, '')),
      ] as const,
  ).filter(([, words]) => words.length > 0);
}

function groupOf(name: string): Group {
  return GROUPS.find((group) => INPUTS[group].includes(name)) ?? 'request';
}
