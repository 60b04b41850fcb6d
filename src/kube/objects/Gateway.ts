import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** An entry of `spec.servers`. */
export interface GatewayServer {
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `GRPC`, `HTTP2`, `MONGO`. */
  readonly protocol: string;
  /** `dnsName`, or `namespace/dnsName`. */
  readonly hosts: readonly string[];
  /** `PASSTHROUGH`, `SIMPLE`, `MUTUAL`, …; absent without TLS. */
  readonly tlsMode: string | undefined;
}

/** `networking.istio.io` Gateway. */
export interface Gateway {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  /** Labels of the pods that serve it. */
  readonly selector: ReadonlyMap<string, string>;
  readonly servers: readonly GatewayServer[];
}

/** Reads a Gateway. */
export function readGateway(object: KubeObject): Gateway {
  const spec = fieldsOf(object).object('spec');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    selector: spec.stringMap('selector'),
    servers: spec.objects('servers').map((server) => ({
      port: server.object('port').number('number') ?? 0,
      protocol: server.object('port').string('protocol') ?? '',
      hosts: server.strings('hosts'),
      tlsMode: server.has('tls') ? (server.object('tls').string('mode') ?? 'SIMPLE') : undefined,
    })),
  };
}
