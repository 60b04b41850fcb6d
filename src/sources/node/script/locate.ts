/**
 * The part of the script that finds a process: shell functions that set `pid` and `proc`. A process belongs to the container that its
 * cgroup path names last, so that what runs inside of a container of its own, deeper down, is not taken for it, and neither is conmon, which
 * stands beside a container of CRI-O with that container's id in its name and lives in the node's own network namespace. Of a container's
 * processes the first to have been started counts: its init.
 *
 * Paths as the runtimes write them: `/kubepods/burstable/podUID/ID` (cgroupfs), `…-podU_I_D.slice/cri-containerd-ID.scope` (systemd; also
 * `crio-`, `docker-`), `….slice:cri-containerd:ID` (a systemd path with the driver cgroupfs), `crio-ID.scope/container` (crun), and any of them
 * below another container's (a node that is a container), or below `/../` (seen from another cgroup namespace).
 */
export const LOCATE = `
# A container id, if the part of a path ends in one.
id_of() {
  id=\${1%.scope}
  case $id in *conmon-*) id= && return ;; esac
  id=\${id##*[-:]}
  case $id in *[!0-9a-f]*) id= ;; esac
  [ \${#id} -eq 64 ] || id=
}

# Whether the innermost container of a cgroup line is of the id that begins with $value.
is_container_line() {
  match=
  for part; do
    id_of "$part"
    [ -n "$id" ] || continue
    case $id in "$value"*) match=$id ;; *) [ -z "$match" ] || { match=other && return 1; } ;; esac
  done
  [ -n "$match" ]
}

# Whether a cgroup line leads to a container of the pod, and to none inside of that.
is_pod_line() {
  match=
  depth=-1
  for part; do
    case \${part%.slice} in
      "pod$value" | *"-pod$value" | "pod$value_" | *"-pod$value_") depth=0 ;;
      *)
        # …-podUID.slice:cri-containerd:ID is both in one part.
        case $part in *"-pod$value_.slice:"* | *"-pod$value.slice:"*) depth=0 ;; esac
        [ "$depth" -ge 0 ] || continue
        id_of "$part"
        [ -z "$id" ] || { depth=$((depth + 1)) && match=$id; }
        ;;
    esac
  done
  [ "$depth" -eq 1 ] || { [ "$depth" -le 1 ] || match=other; false; }
}

# Whether the process belongs to what is looked for; sets owner to the container's id.
belongs() {
  owner=
  while IFS= read -r line; do
    path=\${line#*:}
    path=\${path#*:}
    IFS=/
    # shellcheck disable=SC2086 # the parts of the path
    if "is_$1_line" $path; then owner=$match; fi
    unset IFS
    [ "$match" != other ] || return 1
  done 2>/dev/null <"$proc/$2/cgroup"
  [ -n "$owner" ]
}

# When the process was started, in ticks since the boot.
started() {
  IFS= read -r stat 2>/dev/null <"$proc/$1/stat" || return 1
  # The name in brackets may hold anything.
  # shellcheck disable=SC2086
  set -- \${stat##*)}
  start=\${20}
}

# find_process KIND: the process of the container or pod that $value names.
find_process() {
  kind=$1
  value_=$value
  case $kind in pod) value_=$(printf %s "$value" | sed 's/-/_/g') ;; esac
  first=
  owners=
  set +f
  set -- "$proc"/[0-9]*/cgroup
  set -f
  for file in $(grep -ls -e "$value" -e "$value_" "$@" </dev/null); do
    candidate=\${file%/cgroup}
    candidate=\${candidate##*/}
    belongs "$kind" "$candidate" && started "$candidate" || continue
    case " $owners " in *" $owner "*) ;; *) owners="$owners $owner" ;; esac
    if [ -z "$first" ] || [ "$start" -lt "$first" ]; then
      first=$start
      pid=$candidate
      found=$owner
    fi
  done
  [ -n "$first" ] || fail not-found "no process of the $kind $value is on this node"
  # shellcheck disable=SC2086
  set -- $owners
  [ "$kind" = pod ] || [ $# -eq 1 ] || fail ambiguous "$# containers have ids that begin with $value"
  fact container "$found"
}
`;
