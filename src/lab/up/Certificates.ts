import type { ChildIdentity, ChildSecret } from '../child/ChildSpec.js';
import type { LabCa } from '../ca/LabCa.js';
import type { ProxyFiles } from '../envoy/ProxyFiles.js';
import type { SecretName } from '../envoy/SecretName.js';
import type { LabFile, LabPod } from '../model/LabFile.js';

/** Gives pods, hosts and gateways their certificates. */
export class Certificates {
  constructor(
    private readonly ca: LabCa,
    private readonly file: LabFile,
  ) {}

  /** A pod's workload certificate, with the names of its Services beside the SPIFFE id. */
  async ofPod({ namespace, serviceAccount, labels }: LabPod): Promise<ChildIdentity> {
    const services = this.file.services.filter(
      ({ namespace: own, selector }) =>
        own === namespace &&
        Object.keys(selector).length > 0 &&
        Object.entries(selector).every(([key, value]) => labels[key] === value),
    );
    const id = `spiffe://${this.file.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
    const dns = services.flatMap(({ name }) => [`${name}.${namespace}`, `${name}.${namespace}.svc.cluster.local`]);
    return this.#identity([id], dns);
  }

  /** An external host's. */
  ofHost(name: string): Promise<ChildIdentity> {
    return this.#identity([], [name]);
  }

  /** What a proxy's agent answers: the pod's certificate, the CA, and for a gateway's secrets one certificate for all of its server names. */
  async secretsOf(
    pod: ChildIdentity,
    { secrets, serverNames }: ProxyFiles,
  ): Promise<Readonly<Record<string, ChildSecret>>> {
    const gateway = secrets.some(isGatewayCertificate) ? await this.#identity([], serverNames) : pod;
    return Object.fromEntries(
      secrets.map((secret): [string, ChildSecret] => {
        if (secret.kind === 'ca') return [secret.name, { kind: 'ca', ca: pod.ca }];
        const { chain, key } = isGatewayCertificate(secret) ? gateway : pod;
        return [secret.name, { kind: 'certificate', chain, key }];
      }),
    );
  }

  async #identity(uris: readonly string[], dns: readonly string[]): Promise<ChildIdentity> {
    return { ...(await this.ca.issue({ uris, dns })), ca: this.ca.certificate };
  }
}

function isGatewayCertificate({ name, kind }: SecretName): boolean {
  return kind === 'certificate' && /^(?:kubernetes|kubernetes-gateway|builtin):\/\//.test(name);
}
