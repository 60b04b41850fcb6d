// Numbers of the kernel's interface, by their C names: of Linux on x86-64 and arm64, where these agree.

/** IPv4, see address_families(7). */
export const AF_INET = 2;
/** IPv6. */
export const AF_INET6 = 10;
/** TCP, see socket(2). */
export const SOCK_STREAM = 1;
/** UDP. */
export const SOCK_DGRAM = 2;
/** Packets of a protocol, see raw(7). */
export const SOCK_RAW = 3;
/** Calls return at once. */
export const SOCK_NONBLOCK = 0o4000;
/** Not inherited by programs. */
export const SOCK_CLOEXEC = 0o2000000;
/** Level of the options of socket(7). */
export const SOL_SOCKET = 1;
/** See socket(7). */
export const SO_REUSEADDR = 2;
/** The pending error, see socket(7). */
export const SO_ERROR = 4;
/** See socket(7). */
export const SO_REUSEPORT = 15;
/** See socket(7). */
export const SO_MARK = 36;
/** Level of the options of ip(7). */
export const SOL_IP = 0;
/** See ip(7). */
export const IP_FREEBIND = 15;
/** See ip(7). */
export const IP_TRANSPARENT = 19;
/** linux/netfilter_ipv4.h, at level SOL_IP. */
export const SO_ORIGINAL_DST = 80;
/** Level of the options of ipv6(7). */
export const SOL_IPV6 = 41;
/** See ipv6(7). */
export const IPV6_V6ONLY = 26;
/** As IP_TRANSPARENT. */
export const IPV6_TRANSPARENT = 75;
/** As IP_FREEBIND. */
export const IPV6_FREEBIND = 78;
/** linux/netfilter_ipv6/ip6_tables.h, at level SOL_IPV6. */
export const IP6T_SO_ORIGINAL_DST = 80;
/** See open(2). */
export const O_RDONLY = 0;
/** Not inherited by programs. */
export const O_CLOEXEC = 0o2000000;
/** A network namespace, see unshare(2) and setns(2). */
export const CLONE_NEWNET = 0x40000000;
