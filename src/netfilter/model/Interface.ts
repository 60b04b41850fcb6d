import type { IpAddress } from '../../net/IpAddress.js';

/** An address of a network interface. */
export interface InterfaceAddress {
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** As `ip addr` prints it. */
  readonly scope?: 'global' | 'site' | 'link' | 'host';
}

/** A network interface with its addresses in the order of `ip addr`. */
export interface Interface {
  readonly name: string;
  readonly addresses: readonly InterfaceAddress[];
}
