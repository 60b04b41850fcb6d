import { PASSIVE_TARGETS, type PassiveTargetName } from './passive.js';

/** Targets of iptables-extensions(8) that change what a packet is or where it goes, and that are not modelled. */
const OTHERS: ReadonlySet<string> = new Set([
  'CLUSTERIP',
  'DNPT',
  'ECN',
  'HMARK',
  'IPV4OPTSSTRIP',
  'MIRROR',
  'NETMAP',
  'RTPENGINE',
  'SAME',
  'SNPT',
  'SYNPROXY',
  'TARPIT',
]);

/** The passive target of that name. */
export function passiveTargetName(name: string): PassiveTargetName | undefined {
  return PASSIVE_TARGETS.find((passive) => passive === name);
}

/** Whether `name` is a target of iptables-extensions(8) that is not modelled. */
export function isUnmodelledTarget(name: string): boolean {
  return OTHERS.has(name);
}
