/** iptables-save of a pod that Istio's init container has set up (release 1.29), with the proxy's user and port. */
export function istioRules({
  user = 1337,
  outbound = 15_001,
  extra = [] as readonly string[],
  exempt = '',
} = {}): string {
  return `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:ISTIO_INBOUND - [0:0]
:ISTIO_IN_REDIRECT - [0:0]
:ISTIO_OUTPUT - [0:0]
:ISTIO_REDIRECT - [0:0]
-A PREROUTING -p tcp -j ISTIO_INBOUND
${lines(extra)}-A OUTPUT -j ISTIO_OUTPUT
-A ISTIO_INBOUND -p tcp -m tcp --dport 15090 -j RETURN
-A ISTIO_INBOUND -p tcp -m tcp --dport 15021 -j RETURN
-A ISTIO_INBOUND -p tcp -j ISTIO_IN_REDIRECT
-A ISTIO_IN_REDIRECT -p tcp -j REDIRECT --to-ports 15006
${lines([exempt])}-A ISTIO_OUTPUT -s 127.0.0.6/32 -o lo -j RETURN
-A ISTIO_OUTPUT ! -d 127.0.0.1/32 -o lo -p tcp -m tcp ! --dport 15008 -m owner --uid-owner ${user} -j ISTIO_IN_REDIRECT
-A ISTIO_OUTPUT -o lo -m owner ! --uid-owner ${user} -j RETURN
-A ISTIO_OUTPUT -m owner --uid-owner ${user} -j RETURN
-A ISTIO_OUTPUT ! -d 127.0.0.1/32 -o lo -p tcp -m tcp ! --dport 15008 -m owner --gid-owner ${user} -j ISTIO_IN_REDIRECT
-A ISTIO_OUTPUT -o lo -m owner ! --gid-owner ${user} -j RETURN
-A ISTIO_OUTPUT -m owner --gid-owner ${user} -j RETURN
-A ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN
-A ISTIO_OUTPUT -j ISTIO_REDIRECT
-A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports ${outbound}
COMMIT
`;
}

/** A filter table with these rules of built-in chains. */
export function filterTable(...rules: readonly string[]): string {
  return `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines(rules)}COMMIT\n`;
}

/** Rules that redirect DNS to the agent, ahead of everything else. */
export const DNS_CAPTURE = ['-A OUTPUT -p udp -m udp --dport 53 -j REDIRECT --to-ports 15053'];

function lines(rules: readonly string[]): string {
  return rules
    .filter((rule) => rule !== '')
    .map((rule) => `${rule}\n`)
    .join('');
}
