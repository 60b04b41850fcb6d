/** Who a process runs as. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  /** Lets it read what only root may, as programs below /root are. The uid stays what it is for the rules. */
  readonly readsAll?: boolean;
}

/** Where a process runs. */
export interface Place {
  readonly netns: string;
  /** A file that takes the place of /etc/resolv.conf. */
  readonly resolvConf?: string;
}

/** Gives its own resolv.conf to what follows. */
const WITH_RESOLV_CONF = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"';

/**
 * The command that runs `argv` inside of a network namespace. Every part of it replaces itself with the next, so that the process that is
 * started is the one that `argv` names.
 */
export function netnsCommand(
  { netns, resolvConf }: Place,
  argv: readonly string[],
  as?: RunAs,
): readonly [string, ...string[]] {
  return [
    'nsenter',
    `--net=/run/netns/${netns}`,
    '--',
    ...(resolvConf === undefined ? [] : ['unshare', '--mount', '--', 'sh', '-c', WITH_RESOLV_CONF, 'sh', resolvConf]),
    ...(as === undefined ? [] : setpriv(as)),
    ...argv,
  ];
}

function setpriv({ uid, gid, readsAll = false }: RunAs): readonly string[] {
  const capability = readsAll && uid !== 0 ? ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'] : [];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capability, '--'];
}
