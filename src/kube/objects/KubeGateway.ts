import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** An entry of `spec.listeners`. */
export interface KubeGatewayListener {
  readonly name: string;
  /** Absent: every host. */
  readonly hostname: string | undefined;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or an implementation's own. */
  readonly protocol: string;
}

/** Gateway API (`gateway.networking.k8s.io`) Gateway. */
export interface KubeGateway {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly gatewayClassName: string | undefined;
  readonly listeners: readonly KubeGatewayListener[];
  /** Addresses or names that the implementation reports in `status.addresses`. */
  readonly addresses: readonly string[];
}

/** Reads a Gateway of Gateway API. */
export function readKubeGateway(object: KubeObject): KubeGateway {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    gatewayClassName: spec.string('gatewayClassName'),
    listeners: spec.objects('listeners').map((listener) => ({
      name: listener.string('name') ?? '',
      hostname: listener.string('hostname'),
      port: listener.number('port') ?? 0,
      protocol: listener.string('protocol') ?? '',
    })),
    addresses: fields
      .object('status')
      .objects('addresses')
      .flatMap((address) => address.string('value') ?? []),
  };
}
