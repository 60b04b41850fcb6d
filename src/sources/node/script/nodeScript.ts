import { COLLECT } from './collect.js';
import { LOCATE } from './locate.js';

/** The number in the script's first line; raised when an older hopctl would misread what it prints. */
export const SCRIPT_VERSION = 1;

const BEGIN = `
# What hopctl reads in a network namespace. It changes nothing there. usage: sh -s -- KIND VALUE [PROC]
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
export LC_ALL PATH
set -f
exec 3>&1

say() { printf '%s\\n' "$*"; }
fact() { say "fact $*"; }
# none NAME absent|unreadable WHY: a file that there is not.
none() { say "none $*"; }
# fail KIND WHY: ends all.
fail() {
  say "failed $*"
  exit 3
}
`;

const MAIN = `
# Opens the network namespace of the process once, so that all that is read is of one, whatever becomes of the process.
open_netns() {
  [ -e "$proc/$pid/cgroup" ] || fail not-found "there is no process $pid"
  command -v nsenter >/dev/null || fail no-tool "no nsenter is here"
  # Not with ":" or exec, whose failure ends the shell.
  true 2>/dev/null <"$proc/$pid/ns/net" || fail no-permission "the network namespace of process $pid cannot be opened"
  exec 9<"$proc/$pid/ns/net"
  # Between finding and opening, the number may have become another process'.
  case $kind in
    container | pod) belongs "$kind" "$pid" && [ "$owner" = "$found" ] || fail not-found "process $pid ended" ;;
  esac
  error=$(nsenter -n/proc/self/fd/9 -- true 2>&1 </dev/null) ||
    fail no-permission "the network namespace cannot be entered: $(oneline "$error")"
  enter() { nsenter -n/proc/self/fd/9 -- "$@"; }
}

main() {
  say "hopctl-node ${SCRIPT_VERSION}"
  kind=$1
  value=$2
  proc=\${3:-/proc}
  enter() { "$@"; }
  for program in sed grep cat tr readlink; do
    command -v "$program" >/dev/null || fail no-tool "no $program is here"
  done
  case $value in *[!0-9a-z-]*) fail usage "$value is no name" ;; esac
  case $kind in
    container | pod) find_process "$kind" && open_netns ;;
    pid) pid=$value && open_netns ;;
    node) pid=1 && open_netns ;;
    self) pid=self ;;
    locate-container | locate-pod)
      kind=\${kind#locate-}
      find_process "$kind"
      fact pid "$pid"
      say done
      return
      ;;
    *) fail usage "$kind is no kind of target" ;;
  esac
  fact pid "$pid"
  fact netns "$(enter readlink /proc/self/ns/net)"
  ! node=$(readlink "$proc/1/ns/net" 2>/dev/null) || fact node-netns "$node"
  fact kernel "$(uname -r)"
  collect_all
  say done
}

main "$@"
exit
`;

/**
 * The POSIX shell script that reads a network namespace, for `sh -s -- KIND VALUE [PROC]`, on stdin: `container ID`, `pid PID`, `pod UID`, `node -`
 * (of process 1) or `self -` (where it runs); PROC is where the node's /proc is, if not at /proc. It needs sh, sed, grep, cat, tr, readlink, and
 * nsenter unless `self`; dash and busybox do.
 *
 * It prints lines, in UTF-8 or not: `hopctl-node VERSION`, `fact KEY VALUE`, `none NAME absent|unreadable WHY`, and for each file that it read `file
 * NAME COMMAND`, its lines with `|` before each, an empty line (with none, the file's last line has no end of line), and lines with `!` of what was
 * complained about, the last of which is `!status N`. The last line is `done`, or `failed KIND WHY` (status 3). Without either it was cut off.
 */
export const NODE_SCRIPT = [BEGIN, LOCATE, COLLECT, MAIN].join('');
