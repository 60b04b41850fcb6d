import type { Sentences } from './Sentences.js';

/** DNS over UDP is split in two conntrack zones, so that queries of the app and of the agent never look like one flow. */
const ZONES = {
  'udp dns user > zone': "DNS queries of user {user}, the agent's, belong to conntrack zone {zone}",
  'udp dns group > zone': "DNS queries of group {group}, the agent's, belong to conntrack zone {zone}",
  'udp sport-agent user > zone': "answers of user {user}, the agent's, to the app belong to conntrack zone {zone}",
  'udp sport-agent group > zone': "answers of group {group}, the agent's, to the app belong to conntrack zone {zone}",
  'udp dns > zone': 'DNS queries of the app belong to conntrack zone {zone}',
  'destination udp dns > zone': 'DNS queries of the app to the resolver {destination} belong to conntrack zone {zone}',
};

const ANSWERS = {
  'udp sport-dns > zone': "resolvers' answers belong to conntrack zone {zone}",
  'source udp sport-dns > zone': 'answers of the resolver {source} belong to conntrack zone {zone}',
};

/**
 * What the rules of sidecars in raw (DNS capture) and mangle (TPROXY, drop-invalid) are for
 * (tools/istio-iptables/pkg/capture/run.go; before 1.4 tools/packaging/common/istio-iptables.sh).
 */
export const MARK_SENTENCES: Sentences = {
  'raw PREROUTING': {
    '> jump ISTIO_INBOUND': "what arrives enters the chain that sorts resolvers' answers into a conntrack zone",
    ...ANSWERS,
  },
  'raw OUTPUT': {
    '> jump ISTIO_OUTPUT_DNS': 'what the pod sends enters the chain that sorts DNS into conntrack zones',
    'udp > jump ISTIO_OUTPUT': 'UDP that the pod sends enters the chain that sorts DNS into conntrack zones',
    ...ZONES,
  },
  'raw ISTIO_INBOUND': ANSWERS,
  'raw ISTIO_OUTPUT': ZONES,
  'raw ISTIO_OUTPUT_DNS': ZONES,
  'mangle PREROUTING': {
    'tcp > jump ISTIO_INBOUND': 'every TCP packet that arrives enters the inbound chain',
    'tcp mark > save': 'a connection whose packets the proxy marked with {mark} keeps the mark',
    'state > jump ISTIO_DROP': 'packets that conntrack calls {state} are dropped',
    'tcp state > jump ISTIO_DROP': 'TCP packets that conntrack calls {state} are dropped',
    'state > DROP': 'packets that conntrack calls {state} are dropped, so that none of them resets a connection',
    'in > RETURN': 'what arrives by {in} is not captured',
  },
  'mangle OUTPUT': {
    'out > RETURN': 'what leaves by {out} is not captured',
    'to-lo tcp mark > RETURN': 'what the proxy sends the app, marked with {mark}, keeps that mark',
    '!localhost to-lo tcp user > MARK':
      "what user {user}, the proxy, sends to the pod's own address is marked with {set}, so that inbound capture takes it",
    '!localhost to-lo tcp group > MARK':
      "what group {group}, the proxy's, sends to the pod's own address is marked with {set}, so that inbound capture takes it",
    'tcp connmark > restore':
      "the app's answers on connections marked with {connmark} get the mark, which routes them to the proxy",
    'source !localhost tcp > MARK':
      'what {source} answers to others is marked with {set}, which routes it to the proxy',
  },
  'mangle ISTIO_INBOUND': {
    'tcp mark > RETURN': 'what the proxy sends the app, marked with {mark}, is not captured again',
    'source from-lo tcp > RETURN': 'the proxy calling the app from {source} is not captured again',
    'from-lo tcp !mark > RETURN':
      'inside the pod only what bears the mark {mark} is captured: the app may talk to itself',
    'tcp dport > RETURN': 'inbound port {dport} is not captured',
    'tcp state > jump ISTIO_DIVERT': 'packets of known connections stay with the proxy',
    'tcp dport state > jump ISTIO_DIVERT': 'packets of known connections to port {dport} stay with the proxy',
    'tcp socket > jump ISTIO_DIVERT': 'packets of connections that have a socket stay with the proxy',
    'tcp dport socket > jump ISTIO_DIVERT':
      'packets of connections to port {dport} that have a socket stay with the proxy',
    'tcp > jump ISTIO_TPROXY': 'all other inbound TCP goes to the proxy',
    'tcp dport > jump ISTIO_TPROXY': 'inbound port {dport} goes to the proxy',
  },
  'mangle ISTIO_DIVERT': {
    '> MARK': 'the packet is marked with {set}, which routes it to this pod',
    '> ACCEPT': 'and is delivered',
  },
  'mangle ISTIO_TPROXY': {
    '!localhost tcp > TPROXY':
      "new connections go to the proxy's inbound port {port} with their addresses as they are, marked with {set}",
  },
  'mangle ISTIO_DROP': { '> DROP': 'dropped, so that no stray packet resets a connection' },
};
