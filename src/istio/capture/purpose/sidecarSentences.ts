import type { Sentences } from './Sentences.js';

/**
 * What the rules of sidecars in nat are for, by table and chain, then by shape: every rule that a release from 1.0 on writes
 * (tools/istio-iptables/pkg/capture/run.go; before 1.4 tools/packaging/common/istio-iptables.sh).
 */
export const SIDECAR_SENTENCES: Sentences = {
  'nat PREROUTING': {
    'tcp > jump ISTIO_INBOUND': 'every TCP connection that arrives enters the inbound chain',
    'in > jump ISTIO_REDIRECT': 'what arrives by {in}, a virtual interface, counts as outbound: TCP goes to the proxy',
    'destination in > jump ISTIO_REDIRECT':
      'what arrives by {in}, a virtual interface, for {destination} counts as outbound: TCP goes to the proxy',
    'in > RETURN': 'what arrives by {in} is not captured as inbound',
  },
  'nat OUTPUT': {
    '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain',
    'tcp > jump ISTIO_OUTPUT': 'every TCP connection that the pod opens enters the outbound chain',
    'udp > jump ISTIO_OUTPUT': 'UDP that the pod sends enters the outbound chain, for the sake of DNS',
    'out > RETURN': 'what leaves by {out} is not captured',
    'udp dns user > RETURN': "DNS queries of user {user}, the proxy's, go to the resolver themselves",
    'udp dns group > RETURN': "DNS queries of group {group}, the proxy's, go to the resolver themselves",
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
    'udp dns > DNAT agent': 'DNS queries over UDP go to the agent at {to}',
  },
  'nat POSTROUTING': {
    'udp dport-agent > SNAT': 'DNS queries to the agent get the source {to}, so that its answers find back',
  },
  'nat ISTIO_INBOUND': {
    'tcp dport > RETURN': 'inbound port {dport} is not captured',
    'tcp > jump ISTIO_IN_REDIRECT': 'all other inbound TCP goes to the proxy',
    'tcp dport > jump ISTIO_IN_REDIRECT': 'inbound port {dport} goes to the proxy',
  },
  'nat ISTIO_IN_REDIRECT': {
    'tcp > REDIRECT': "TCP goes to the proxy's inbound port {port}",
  },
  'nat ISTIO_OUTPUT': {
    'source to-lo > RETURN': 'the proxy calling the app from {source} after inbound processing is not captured again',
    '!localhost to-lo user > jump ISTIO_IN_REDIRECT':
      "what user {user}, the proxy, sends to the pod's own address goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo tcp !dport user > jump ISTIO_IN_REDIRECT':
      "what user {user}, the proxy, sends to the pod's own address (but for port {dport}) goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo group > jump ISTIO_IN_REDIRECT':
      "what group {group}, the proxy's, sends to the pod's own address goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo tcp !dport group > jump ISTIO_IN_REDIRECT':
      "what group {group}, the proxy's, sends to the pod's own address (but for port {dport}) goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo > jump ISTIO_IN_REDIRECT':
      "what anyone sends to the pod's own address goes to the proxy's inbound port",
    '!localhost to-lo > jump ISTIO_REDIRECT':
      "what anyone sends to the pod's own address goes to the proxy's outbound port",
    'to-lo !user > RETURN':
      'what others than user {user} send inside the pod is not captured: the app talking to itself',
    'to-lo tcp !dport !user > RETURN':
      'TCP that others than user {user} send inside the pod (but for port {dport}) is not captured: the app talking to itself',
    'to-lo !group > RETURN':
      'what others than group {group} send inside the pod is not captured: the app talking to itself',
    'to-lo tcp !dport !group > RETURN':
      'TCP that others than group {group} send inside the pod (but for port {dport}) is not captured: the app talking to itself',
    'user > RETURN': "traffic that user {user} sends leaves directly: the proxy's own",
    'group > RETURN': "traffic that group {group} sends leaves directly: the proxy's own",
    '!group > RETURN': 'only the groups {group} are captured: what others send leaves directly',
    'localhost > RETURN': 'traffic to {destination} stays in the pod',
    'destination > RETURN': 'traffic to {destination} is not captured: an excluded range',
    'destination > jump ISTIO_REDIRECT': 'TCP to {destination} goes to the proxy',
    'tcp dport > jump ISTIO_REDIRECT': 'TCP to port {dport} goes to the proxy, whatever the address',
    'tcp dport > RETURN': 'TCP to port {dport} is not captured',
    'udp dport > RETURN': 'UDP to port {dport} is not captured',
    '> jump ISTIO_REDIRECT': 'all other TCP goes to the proxy',
    '> RETURN': 'nothing else is captured',
    '> jump ISTIO_OUTPUT_DNS': 'the DNS chain may take what is left',
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
    'destination tcp dns > REDIRECT agent':
      'DNS queries over TCP to the resolver {destination} go to the agent on {port}',
    'udp dns user > RETURN': "DNS queries of user {user}, the proxy's, go to the resolver themselves",
    'udp dns group > RETURN': "DNS queries of group {group}, the proxy's, go to the resolver themselves",
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
  },
  'nat ISTIO_OUTPUT_DNS': {
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
    'destination tcp dns > REDIRECT agent':
      'DNS queries over TCP to the resolver {destination} go to the agent on {port}',
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
  },
  'nat ISTIO_REDIRECT': {
    'tcp > REDIRECT': "TCP goes to the proxy's outbound port {port}; anything else leaves as it is",
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
  },
  'filter INPUT': {
    'state > ACCEPT': 'answers are let in',
    'localhost from-lo > ACCEPT': 'the pod may talk to itself',
    '> REJECT': 'anything else over IPv6 is refused: Istio before 1.5 does not support it',
  },
};
