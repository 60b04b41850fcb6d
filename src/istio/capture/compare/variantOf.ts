import { parseCidr } from '../../../net/Cidr.js';
import type { CaptureArguments } from '../arguments/CaptureArguments.js';
import type { CaptureVariant } from '../expected/CaptureVariant.js';
import type { Interception } from '../interception/Interception.js';

/**
 * What arguments leave open, as the rules have it: the pod's resolvers (its resolv.conf is not in its manifest), and the numbers of
 * groups that the arguments name, in their order.
 */
export function variantOf(
  {
    dns,
    native,
    ownerGroups,
    excludedOwnerGroups,
  }: Pick<Interception, 'dns' | 'native' | 'ownerGroups' | 'excludedOwnerGroups'>,
  args: CaptureArguments,
  family: 4 | 6,
): Pick<CaptureVariant, 'family' | 'native'> & Partial<CaptureVariant> {
  const resolvers = dns === undefined || dns.resolvers === '*' ? [] : dns.resolvers;
  const cidrs = resolvers.map((resolver) => parseCidr(resolver)).filter((cidr) => cidr !== undefined);
  return {
    family,
    native,
    dnsServers: cidrs.filter(({ address }) => address.family === family).map(({ address }) => address.text),
    hasDnsServers: true,
    groups: new Map([
      ...named(args.ownerGroups.value === '*' ? [] : args.ownerGroups.value, ownerGroups === '*' ? [] : ownerGroups),
      ...named(args.excludedOwnerGroups.value, excludedOwnerGroups),
    ]),
  };
}

function named(texts: readonly string[], ids: readonly number[]): readonly (readonly [string, number])[] {
  if (texts.length !== ids.length) return [];
  return texts.flatMap((text, i): readonly (readonly [string, number])[] => {
    const id = ids[i];
    return id === undefined || /^\d+$/.test(text) ? [] : [[text, id]];
  });
}
