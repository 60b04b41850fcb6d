import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';

const EPOLL_CTL_ADD = 1;
const EPOLLIN = 1;
const MOST = 64;
/** struct epoll_event is packed on x86-64 only. */
const SIZE = process.arch === 'x64' ? 12 : 16;
const DATA = SIZE - 8;

/** The descriptors among those that were added which have something to read. */
export class EventPoll {
  private readonly fd: number;
  private readonly events = Buffer.from(new ArrayBuffer(MOST * SIZE));

  constructor(private readonly libc: Libc) {
    this.fd = checked(libc, libc.epollCreate(0), 'epoll_create1');
  }

  add(fd: number): void {
    const event = Buffer.from(new ArrayBuffer(SIZE));
    event.writeUInt32LE(EPOLLIN, 0);
    event.writeUInt32LE(fd, DATA);
    checked(this.libc, this.libc.epollControl(this.fd, EPOLL_CTL_ADD, fd, event), 'epoll_ctl');
  }

  ready(milliseconds: number): readonly number[] {
    const count = this.libc.epollWait(this.fd, this.events, MOST, milliseconds);
    return count <= 0 ? [] : Array.from({ length: count }, (_, at) => this.events.readUInt32LE(at * SIZE + DATA));
  }

  close(): void {
    this.libc.close(this.fd);
  }
}
