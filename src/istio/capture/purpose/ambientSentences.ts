import type { Sentences } from './Sentences.js';

/**
 * What the rules in an ambient pod are for, and those for probes on its node (cni/pkg/iptables, cni/pkg/nftables). ztunnel is told
 * by its mark, not by a user.
 */
export const AMBIENT_SENTENCES: Sentences = {
  'nat PREROUTING': { '> jump ISTIO_PRERT': 'whatever arrives enters the ambient inbound chain' },
  'nat OUTPUT': { '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain' },
  'nat ISTIO_PRERT': {
    'source tcp > ACCEPT': "kubelet's probes, which the node sends from {source}, are not captured",
    '!localhost tcp !dport !mark > REDIRECT':
      'inbound TCP goes to ztunnel on {port}, but for port {dport} and what ztunnel itself sends (mark {mark})',
    'in tcp > REDIRECT':
      'TCP that arrives by {in}, a virtual interface, counts as outbound and goes to ztunnel on {port}',
    'in tcp > RETURN': 'other TCP that arrives by {in} is not captured',
  },
  'nat ISTIO_OUTPUT': {
    'destination tcp > ACCEPT': "answers to kubelet's probes ({destination}) leave directly",
    '!to-lo udp dns !mark > REDIRECT agent':
      'DNS queries over UDP that ztunnel did not send (mark {mark}) go to it on {port}',
    '!localhost tcp dns !mark > REDIRECT agent':
      'DNS queries over TCP that ztunnel did not send (mark {mark}) go to it on {port}',
    'tcp mark > ACCEPT': 'answers on connections that came through ztunnel (mark {mark}) go back to it',
    '!localhost to-lo > ACCEPT': "what the app sends to the pod's own address is not captured",
    '!localhost tcp !mark > REDIRECT': 'all other TCP that ztunnel did not send (mark {mark}) goes to it on {port}',
  },
  'mangle PREROUTING': { '> jump ISTIO_PRERT': 'whatever arrives enters the ambient inbound chain' },
  'mangle OUTPUT': { '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain' },
  'mangle ISTIO_PRERT': {
    'mark > CONNMARK': 'a connection that ztunnel opened (mark {mark}) is remembered with the mark {set}',
    'source tcp > ACCEPT': "kubelet's probes, which the node sends from {source}, are not captured",
    'source tcp > RETURN': "kubelet's probes, which the node sends from {source}, are not captured",
    '!localhost from-lo tcp > ACCEPT': "what the app sends to the pod's own address is not captured",
    'tcp dport !mark > TPROXY': 'inbound port {dport} goes to ztunnel on {port} with its addresses as they are',
    '!localhost tcp dport !mark > TPROXY':
      'inbound port {dport} goes to ztunnel on {port} with its addresses as they are',
    'tcp state > ACCEPT': 'packets of known connections are let through',
    '!localhost tcp !mark > TPROXY': 'all other inbound TCP goes to ztunnel on {port} with its addresses as they are',
  },
  'mangle ISTIO_OUTPUT': {
    'connmark > restore':
      'answers on connections that came through ztunnel get the mark {connmark}, which routes them to it',
  },
  'raw PREROUTING': {
    '> jump ISTIO_PRERT': "what arrives enters the chain that sorts resolvers' answers into a conntrack zone",
  },
  'raw OUTPUT': {
    '> jump ISTIO_OUTPUT': "what the pod sends enters the chain that sorts ztunnel's DNS into a conntrack zone",
  },
  'raw ISTIO_PRERT': {
    'udp sport-dns !mark > zone': "resolvers' answers to ztunnel belong to conntrack zone {zone}",
  },
  'raw ISTIO_OUTPUT': {
    'udp dns mark > zone': 'DNS queries of ztunnel (mark {mark}) belong to conntrack zone {zone}',
  },
  'nat POSTROUTING': {
    '> jump ISTIO_POSTRT': "what leaves the node enters the chain for kubelet's probes",
    'tcp user set > SNAT':
      "what user {user}, kubelet's, sends to pods in {set} comes from {to}, so that they know a probe",
  },
  'nat ISTIO_POSTRT': {
    'tcp socket-exists set > SNAT':
      'what the node itself sends to pods in {set} comes from {to}, so that they know a probe',
  },
};
