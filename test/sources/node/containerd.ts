import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What ctr gives a container that asks for nothing; docker's and CRI's default, too. */
const DEFAULT_CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
];

/** A containerd of a test's own, in a folder, a mount namespace and below a cgroup that go with it. */
export class Containerd {
  readonly #dir = mkdtempSync(join(tmpdir(), 'hopctl-containerd-'));
  readonly #cgroup = `/hopctl-${randomBytes(4).toString('hex')}`;
  readonly #started: string[] = [];
  #daemon: ChildProcess | undefined;

  /** Starts it. */
  async start(): Promise<void> {
    const at = (name: string): string => join(this.#dir, name);
    const unused = [
      'grpc.v1.cri',
      'snapshotter.v1.btrfs',
      'snapshotter.v1.zfs',
      'snapshotter.v1.aufs',
      'snapshotter.v1.devmapper',
    ];
    const config = [
      'version = 2',
      `root = "${at('root')}"`,
      `state = "${at('state')}"`,
      `disabled_plugins = [${unused.map((name) => `"io.containerd.${name}"`).join(', ')}]`,
      '[grpc]',
      `address = "${at('sock')}"`,
      '',
    ];
    writeFileSync(at('config.toml'), config.join('\n'));
    mkdirSync(at('host'));
    makeRootfs(at('rootfs'));
    const script = 'mount --bind / "$1/host" && exec containerd --config "$1/config.toml"';
    this.#daemon = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', this.#dir], {
      stdio: 'ignore',
    });
    for (let i = 0; i < 100; i++) {
      if (this.#ctr(['version']).status === 0) return;
      await delay(100);
    }
    throw new Error('containerd does not answer');
  }

  /** Starts a container that sleeps, in a network namespace, where the kubelet would put one of a pod; gives its id. */
  sleep(netnsOf: number, podUid: string): string {
    const id = randomBytes(32).toString('hex');
    const cgroup = `${this.#cgroup}/kubepods/burstable/pod${podUid}/${id}`;
    const where = ['--cgroup', cgroup, '--with-ns', `network:/proc/${netnsOf}/ns/net`];
    this.#must(['run', '--detach', '--rootfs', ...where, join(this.#dir, 'rootfs'), id, '/bin/sleep', '600']);
    this.#started.push(id);
    return id;
  }

  /** Runs a shell with a script for its stdin in a container that has this machine's files, read-only, and processes; with the default seccomp profile. */
  shell(
    args: readonly string[],
    script: string,
    { capabilities, netnsOf }: { readonly capabilities: readonly string[]; readonly netnsOf?: number },
  ) {
    const id = `helper-${randomBytes(4).toString('hex')}`;
    const drop = DEFAULT_CAPABILITIES.filter((one) => !capabilities.includes(one)).flatMap((one) => [
      '--cap-drop',
      `CAP_${one}`,
    ]);
    const add = capabilities
      .filter((one) => !DEFAULT_CAPABILITIES.includes(one))
      .flatMap((one) => ['--cap-add', `CAP_${one}`]);
    const network = netnsOf === undefined ? [] : ['--with-ns', `network:/proc/${netnsOf}/ns/net`];
    const flags = [
      '--rm',
      '--rootfs',
      '--read-only',
      '--seccomp',
      '--cgroup',
      `${this.#cgroup}/${id}`,
      '--env',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    ];
    const spaces = ['--with-ns', 'pid:/proc/self/ns/pid', ...network];
    return this.#ctr(
      ['run', ...flags, ...spaces, ...drop, ...add, join(this.#dir, 'host'), id, '/bin/sh', ...args],
      script,
    );
  }

  /** Ends a container. */
  end(id: string): void {
    this.#ctr(['task', 'kill', '--signal', 'SIGKILL', id]);
    for (let i = 0; i < 50 && this.#ctr(['task', 'delete', id]).status !== 0; i++) spawnSync('sleep', ['0.1']);
    this.#ctr(['container', 'delete', id]);
  }

  /** Ends all of it. */
  async stop(): Promise<void> {
    for (const id of this.#started) this.end(id);
    const daemon = this.#daemon;
    if (daemon?.exitCode === null) {
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      daemon.kill('SIGTERM');
      await ended;
    }
    for (const hierarchy of readdirSync('/sys/fs/cgroup'))
      removeGroups(join('/sys/fs/cgroup', hierarchy, this.#cgroup));
    removeGroups(join('/sys/fs/cgroup', this.#cgroup));
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #ctr(args: readonly string[], input = '') {
    const { stdout, stderr, status } = spawnSync(
      'ctr',
      ['--address', join(this.#dir, 'sock'), '--namespace', 'k8s.io', ...args],
      {
        input,
        encoding: 'latin1',
        maxBuffer: 1 << 28,
        timeout: 60_000,
      },
    );
    return { stdout, stderr, status };
  }

  #must(args: readonly string[]): void {
    const { stderr, status } = this.#ctr(args);
    if (status !== 0) throw new Error(`ctr ${args.join(' ')}: ${stderr}`);
  }
}

/** A folder to run containers in: busybox and what it is linked with. */
function makeRootfs(root: string): void {
  const { stdout } = spawnSync('sh', ['-c', 'command -v busybox; ldd "$(command -v busybox)" | grep -o "/lib[^ ]*"'], {
    encoding: 'utf8',
  });
  const [busybox = '', ...libraries] = stdout.trim().split('\n');
  for (const folder of ['bin', 'proc', 'sys', 'dev', 'tmp', 'etc']) mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(busybox, join(root, 'bin/busybox'));
  for (const library of libraries) {
    mkdirSync(dirname(join(root, library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  symlinkSync('busybox', join(root, 'bin/sleep'));
}

function removeGroups(group: string): void {
  if (!existsSync(group)) return;
  for (const entry of readdirSync(group, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroups(join(group, entry.name));
  rmdirSync(group);
}
