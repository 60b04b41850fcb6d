import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** A node. */
export interface Node {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly name: string;
  /** `InternalIP`, `ExternalIP`; names are left out. */
  readonly addresses: readonly { readonly type: string; readonly ip: IpAddress }[];
  readonly podCidrs: readonly string[];
  /** The label `topology.kubernetes.io/zone`. */
  readonly zone: string | undefined;
  readonly region: string | undefined;
}

/** Reads a Node. */
export function readNode(object: KubeObject): Node {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const podCidr = spec.string('podCIDR');
  const podCidrs = spec.strings('podCIDRs');
  return {
    object,
    meta: object.meta,
    name: object.meta.name,
    addresses: fields
      .object('status')
      .objects('addresses')
      .flatMap((address) => {
        const ip = parseIp(address.string('address') ?? '');
        return ip ? [{ type: address.string('type') ?? '', ip }] : [];
      }),
    podCidrs: podCidrs.length > 0 || podCidr === undefined ? podCidrs : [podCidr],
    zone: object.meta.labels.get('topology.kubernetes.io/zone'),
    region: object.meta.labels.get('topology.kubernetes.io/region'),
  };
}
