import { truthOf, type Truth } from '../../logic/Truth.js';

/** Stands for an interface that is there but whose name no fact gives, as the host's end of a pod's veth pair; never `lo`. */
export const UNKNOWN_INTERFACE = '?';

/** A name as iptables takes it after `-i` and `-o`; the kernel's names have at most 15 bytes, `+` included. */
export function parseInterfaceName(text: string): string | undefined {
  return text === '' || text.length > 15 ? undefined : text;
}

/**
 * Whether an interface's name is the rule's, or begins with what stands before `+`. A packet without that interface has the
 * empty name: only `+` alone matches it, and every negated name. Source: `ifname_compare_aligned`, iptables(8).
 */
export function interfaceMatches(pattern: string, name: string): Truth {
  if (name === UNKNOWN_INTERFACE && pattern !== '+') return pattern === 'lo' ? 'no' : 'unknown';
  return truthOf(pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern);
}

/** What a criterion shows for the name of an interface. */
export function describeInterface(name: string): string {
  if (name === UNKNOWN_INTERFACE) return 'not known';
  return name === '' ? 'none' : name;
}
