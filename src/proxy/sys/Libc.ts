/** Bytes that the kernel reads or fills. */
export type Bytes = Uint8Array;

/**
 * Calls of libc, as their man pages say: -1 is an error, whose number `errno` gives until the next call. Descriptors are
 * plain numbers that the caller closes.
 */
export interface Libc {
  readonly socket: (domain: number, type: number, protocol: number) => number;
  readonly bind: (fd: number, address: Bytes, length: number) => number;
  readonly connect: (fd: number, address: Bytes, length: number) => number;
  readonly listen: (fd: number, backlog: number) => number;
  /** `address` and `length` may be null together. */
  readonly accept4: (fd: number, address: Bytes | null, length: Bytes | null, flags: number) => number;
  readonly getsockname: (fd: number, address: Bytes, length: Bytes) => number;
  readonly getpeername: (fd: number, address: Bytes, length: Bytes) => number;
  readonly getsockopt: (fd: number, level: number, option: number, value: Bytes, length: Bytes) => number;
  readonly setsockopt: (fd: number, level: number, option: number, value: Bytes, length: number) => number;
  readonly send: (fd: number, bytes: Bytes, length: number, flags: number) => number;
  readonly sendto: (
    fd: number,
    bytes: Bytes,
    length: number,
    flags: number,
    address: Bytes,
    addressLength: number,
  ) => number;
  readonly recv: (fd: number, bytes: Bytes, length: number, flags: number) => number;
  /** `message` is a struct msghdr; `addressOf` gives what its pointers need. */
  readonly sendmsg: (fd: number, message: Bytes, flags: number) => number;
  readonly recvmsg: (fd: number, message: Bytes, flags: number) => number;
  readonly epollCreate: (flags: number) => number;
  /** `event` is a struct epoll_event. */
  readonly epollControl: (epoll: number, operation: number, fd: number, event: Bytes) => number;
  readonly epollWait: (epoll: number, events: Bytes, most: number, milliseconds: number) => number;
  readonly open: (path: string, flags: number) => number;
  /** Whose argument points to bytes. */
  readonly ioctl: (fd: number, request: number, bytes: Bytes) => number;
  readonly close: (fd: number) => number;
  readonly setns: (fd: number, kind: number) => number;
  readonly unshare: (kinds: number) => number;
  /** syscall(2), for calls that libc would do for all threads of the process. */
  readonly syscall: (number: number, a: number, b: number, c: number) => number;
  /** syscall(2) whose second argument points to bytes. */
  readonly syscallBytes: (number: number, a: number, bytes: Bytes) => number;
  /** syscall(2) whose third argument points to bytes. */
  readonly syscallBytes3: (number: number, a: number, b: number, bytes: Bytes) => number;
  /** Error number of the last call on this thread. */
  readonly errno: () => number;
  /** Where the bytes stand in memory, for pointers in structs. They have to stay referenced as long as the kernel looks. */
  readonly addressOf: (bytes: Bytes) => bigint;
}
