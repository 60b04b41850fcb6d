/** Packets and bytes as the kernel counted them; from an `iptables -L` listing they may be rounded (`12K` is 12000). */
export interface Counters {
  readonly packets: number;
  readonly bytes: number;
}
