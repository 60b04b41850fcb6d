import type { ChildIdentity, ChildSecret } from '../child/ChildSpec.js';
import type { LabCa } from '../ca/LabCa.js';
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

  /** What a proxy's agent answers: the pod's certificate, the CA, and for each of a gateway's secrets a certificate for its server names. */
  async secretsOf(pod: ChildIdentity, secrets: readonly SecretName[]): Promise<Readonly<Record<string, ChildSecret>>> {
    const all = [...new Set(secrets.flatMap(({ serverNames }) => serverNames))];
    const answers = secrets.map(async (secret): Promise<[string, ChildSecret]> => {
      if (secret.kind === 'ca') return [secret.name, { kind: 'ca', ca: pod.ca }];
      const { chain, key } = isOfGateway(secret) ? await this.#ofGateway(secret, all) : pod;
      return [secret.name, { kind: 'certificate', chain, key }];
    });
    return Object.fromEntries(await Promise.all(answers));
  }

  /** One that no server name leads to is for all that there are. */
  #ofGateway({ serverNames }: SecretName, all: readonly string[]): Promise<ChildIdentity> {
    const names = serverNames.length > 0 ? serverNames : all;
    return this.#identity([], names.length > 0 ? names : ['gateway.invalid']);
  }

  async #identity(uris: readonly string[], dns: readonly string[]): Promise<ChildIdentity> {
    return { ...(await this.ca.issue({ uris, dns })), ca: this.ca.certificate };
  }
}

function isOfGateway({ name }: SecretName): boolean {
  return /^(?:kubernetes|kubernetes-gateway|builtin):\/\//.test(name);
}
