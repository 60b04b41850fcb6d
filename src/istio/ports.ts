/** Who owns a port that Istio reserves, and what it is for. */
export interface IstioPort {
  readonly port: number;
  readonly owner: 'Envoy' | 'agent' | 'istio-iptables' | 'istiod' | 'ztunnel';
  /** A noun phrase. */
  readonly meaning: string;
}

/**
 * Ports that Istio reserves in a pod, and those of istiod (pkg/config/constants, pkg/bootstrap, tools/istio-iptables/pkg/constants).
 * These are names for people: which ports a pod really uses is read from its rules and its pod spec.
 */
const ISTIO_PORTS: readonly IstioPort[] = [
  { port: 15000, owner: 'Envoy', meaning: 'admin interface' },
  { port: 15001, owner: 'Envoy', meaning: 'outbound listener' },
  { port: 15002, owner: 'istio-iptables', meaning: 'validation probe' },
  { port: 15004, owner: 'agent', meaning: 'debug interface' },
  { port: 15006, owner: 'Envoy', meaning: 'inbound listener' },
  { port: 15008, owner: 'Envoy', meaning: 'HBONE tunnel' },
  { port: 15010, owner: 'istiod', meaning: 'xDS in plaintext' },
  { port: 15012, owner: 'istiod', meaning: 'xDS and certificates over TLS' },
  { port: 15013, owner: 'agent', meaning: 'DNS proxy of Istio 1.6' },
  { port: 15014, owner: 'istiod', meaning: 'monitoring' },
  { port: 15017, owner: 'istiod', meaning: 'webhooks' },
  { port: 15020, owner: 'agent', meaning: 'merged metrics and probes' },
  { port: 15021, owner: 'Envoy', meaning: 'readiness' },
  { port: 15053, owner: 'agent', meaning: 'DNS proxy' },
  { port: 15090, owner: 'Envoy', meaning: "Envoy's metrics" },
];

/** What Istio reserves a port for, if it does. */
export function istioPort(port: number): IstioPort | undefined {
  return ISTIO_PORTS.find((one) => one.port === port);
}
