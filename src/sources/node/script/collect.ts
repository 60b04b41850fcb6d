/**
 * The part of the script that reads a network namespace: shell functions that print records. What only looks can change the patient, and
 * doesn't here: the legacy tools make a table by naming it, so none is run unless the kernel's own list shows tables; nft, iptables-nft and ss make
 * the kernel load modules, so none is run unless they are there.
 */
export const COLLECT = `
# collect NAME COMMAND…: prints what a command run in the network namespace prints, each line behind a bar, then what it complained about.
collect() { collect_as "$(shift && echo "$*")" "$@"; }

# collect_as SHOWN NAME COMMAND…: with other words for the command.
collect_as() {
  say "file $2 $1"
  shift 2
  rest=$({ { enter "$@" </dev/null; printf '\\nstatus %s\\n' "$?" >&2; } | sed 's/^/|/' >&3; } 2>&1)
  say ''
  printf '%s\\n' "$rest" | sed 's/^/!/'
  case $rest in *'
status 0') return 0 ;; *) return 1 ;; esac
}

# oneline TEXT: its words.
oneline() { printf '%s' "$1" | tr -s '[:space:]' ' '; }

# has_kernel_code MODULE SYMBOL: whether it is loaded, or was built in, in which case only its symbols tell.
has_kernel_code() {
  [ ! -d "/sys/module/$1" ] || return 0
  ! grep -qs "^$1 " /proc/modules || return 0
  grep -qs " $2" /proc/kallsyms
}

# What a tool that does not say it in its name is: nft, legacy, or nothing that is known.
variant_of() {
  case $(readlink -f "$1") in
    *nft*) echo nft ;;
    *legacy* | */xtables-multi) echo legacy ;;
    *) case $("$1" -V </dev/null 2>/dev/null) in *nf_tables*) echo nft ;; *legacy*) echo legacy ;; esac ;;
  esac
}

# save_tool FAMILY BACKEND: sets tool to the command that saves the tables, or to nothing.
save_tool() {
  tool=$1tables-$2-save
  ! command -v "$tool" >/dev/null || return 0
  tool="xtables-$2-multi $1tables-save"
  ! command -v "xtables-$2-multi" >/dev/null || return 0
  tool=$(command -v "$1tables-save") && [ "$(variant_of "$tool")" = "$2" ] && tool=$1tables-save && return 0
  tool=
  return 1
}

# collect_legacy FAMILY VERSION: the legacy tables, if the kernel's list shows any.
collect_legacy() {
  names=/proc/net/$1_tables_names
  file=iptables-save.legacy.$2
  if ! enter test -e "$names"; then
    none "$file" absent "the kernel has no legacy tables"
  elif ! tables=$(enter cat "$names" 2>/dev/null </dev/null); then
    none "$file" unreadable "$names cannot be read"
  elif [ -z "$tables" ]; then
    none "$file" absent "there are no legacy tables"
  elif save_tool "$1" legacy; then
    # shellcheck disable=SC2086 # a tool may be two words
    collect "$file" $tool
  else
    none "$file" unreadable "there are legacy tables ($(oneline "$tables")), and no $1tables-legacy-save to read them with"
  fi
}

# collect_nft_save FAMILY VERSION: the tables of iptables-nft.
collect_nft_save() {
  file=iptables-save.nft.$2
  if save_tool "$1" nft; then
    # shellcheck disable=SC2086
    collect "$file" $tool
  else
    none "$file" unreadable "no $1tables-nft-save is here"
  fi
}

collect_nft() {
  if ! has_kernel_code nf_tables nf_tables_newtable; then
    for file in iptables-save.nft.v4 iptables-save.nft.v6 nft; do
      none "$file" absent "the kernel has not loaded nf_tables"
    done
    return
  fi
  collect_nft_save ip v4
  collect_nft_save ip6 v6
  if ! command -v nft >/dev/null; then
    none nft unreadable "no nft is here: tables that iptables did not make cannot be seen"
  elif enter nft -j list tables >/dev/null 2>&1 </dev/null; then
    collect nft nft -j list ruleset
  else
    collect nft nft list ruleset
  fi
}

collect_sockets() {
  if command -v ss >/dev/null && has_kernel_code tcp_diag tcp_diag_dump && has_kernel_code udp_diag udp_diag_dump &&
    collect sockets ss -ltun; then
    return
  fi
  for protocol in tcp tcp6 udp udp6; do
    enter test -e "/proc/net/$protocol" && collect "$protocol" cat "/proc/net/$protocol"
  done
}

# collect_ip NAME FAMILY WHAT…: of iproute2, as JSON where it can.
collect_ip() {
  name=$1
  shift
  # shellcheck disable=SC2086
  collect "$name" ip $json "$@"
}

collect_network() {
  if ! command -v ip >/dev/null; then
    for file in addresses routes routes.v6 ip-rules ip-rules.v6; do none "$file" unreadable "no ip is here"; done
    return
  fi
  json=-j
  enter ip -j address </dev/null 2>/dev/null | grep -q '^\\[' || json=
  collect_ip addresses address
  collect_ip routes -4 route show table all
  collect_ip ip-rules -4 rule show
  if enter test -e /proc/net/if_inet6; then
    collect_ip routes.v6 -6 route show table all
    collect_ip ip-rules.v6 -6 rule show
  else
    none routes.v6 absent "the kernel has no IPv6"
    none ip-rules.v6 absent "the kernel has no IPv6"
  fi
}

# Settings that a packet's way may hang on, and how full the table of connections is. Not with read, which takes them byte by byte: the kernel
# gives the first one only.
sysctls='
cd /proc/sys || exit
grep -sH . net/ipv4/ip_forward net/ipv4/tcp_fwmark_accept net/ipv4/fwmark_reflect net/ipv4/ip_nonlocal_bind net/ipv4/tcp_l3mdev_accept \
  net/ipv6/bindv6only net/ipv6/ip_nonlocal_bind net/ipv6/conf/all/forwarding net/ipv6/conf/*/disable_ipv6 \
  net/ipv4/conf/*/rp_filter net/ipv4/conf/*/route_localnet net/ipv4/conf/*/accept_local net/ipv4/conf/*/src_valid_mark \
  net/ipv4/conf/*/forwarding net/netfilter/nf_conntrack_count net/netfilter/nf_conntrack_max net/netfilter/nf_conntrack_tcp_loose |
  sed "s/:/ = /"'

collect_all() {
  collect_legacy ip v4
  collect_legacy ip6 v6
  collect_nft
  collect_sockets
  collect_network
  collect_as 'cat /proc/sys/net/…' sysctls sh -c "$sysctls"
}
`;
