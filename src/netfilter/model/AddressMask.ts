import type { IpAddress } from '../../net/IpAddress.js';

/** An address and a mask over its bits, which need not be contiguous (`10.0.0.1/255.0.0.255`). */
export interface AddressMask {
  /** Already masked, as iptables prints it. */
  readonly address: IpAddress;
  /** As many bytes as the address has. */
  readonly mask: readonly number[];
}

/** Whether `ip`, masked, is the address; addresses of the other family never are. */
export function addressInMask({ address, mask }: AddressMask, ip: IpAddress): boolean {
  return (
    address.family === ip.family && address.bytes.every((byte, i) => byte === ((ip.bytes[i] ?? 0) & (mask[i] ?? 0)))
  );
}
