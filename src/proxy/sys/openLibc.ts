import type { Libc } from './Libc.js';

const SOCKETS = {
  socket: 'int socket(int domain, int type, int protocol)',
  bind: 'int bind(int fd, void *address, uint32_t length)',
  connect: 'int connect(int fd, void *address, uint32_t length)',
  listen: 'int listen(int fd, int backlog)',
  accept4: 'int accept4(int fd, void *address, void *length, int flags)',
  getsockname: 'int getsockname(int fd, void *address, void *length)',
  getpeername: 'int getpeername(int fd, void *address, void *length)',
  getsockopt: 'int getsockopt(int fd, int level, int option, void *value, void *length)',
  setsockopt: 'int setsockopt(int fd, int level, int option, void *value, uint32_t length)',
  send: 'long send(int fd, void *bytes, size_t length, int flags)',
  sendto: 'long sendto(int fd, void *bytes, size_t length, int flags, void *address, uint32_t size)',
  recv: 'long recv(int fd, void *bytes, size_t length, int flags)',
  sendmsg: 'long sendmsg(int fd, void *message, int flags)',
  recvmsg: 'long recvmsg(int fd, void *message, int flags)',
} as const;

const OTHERS = {
  epollCreate: 'int epoll_create1(int flags)',
  epollControl: 'int epoll_ctl(int epoll, int operation, int fd, void *event)',
  epollWait: 'int epoll_wait(int epoll, void *events, int most, int milliseconds)',
  open: 'int open(str path, int flags)',
  ioctl: 'int ioctl(int fd, unsigned long request, void *bytes)',
  close: 'int close(int fd)',
  setns: 'int setns(int fd, int kind)',
  unshare: 'int unshare(int kinds)',
  syscall: 'long syscall(long number, long a, long b, long c)',
  syscallBytes: 'long syscall(long number, long a, void *bytes)',
  syscallBytes3: 'long syscall(long number, long a, long b, void *bytes)',
} as const;

/**
 * Loads koffi and binds the libc of the process. Once a process is enough: pass the result on.
 * Throws what koffi throws where there is no libc to bind (not Linux).
 */
export async function openLibc(): Promise<Libc> {
  const koffi = await import('koffi');
  const library = koffi.load(null);
  const bound = Object.entries({ ...SOCKETS, ...OTHERS }).map(([name, prototype]) => [name, library.func(prototype)]);
  const calls = Object.fromEntries(bound) as Omit<Libc, 'errno' | 'addressOf'>;
  return { ...calls, errno: () => koffi.errno(), addressOf: (bytes) => koffi.address(bytes) };
}
