import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Pod } from '../objects/Pod.js';
import type { Service } from '../objects/Service.js';
import { dnsName, type DnsRecords } from './DnsRecords.js';
import { lookupClusterName } from './lookupClusterName.js';
import { lookupHosts } from './lookupHosts.js';
import { lookupServiceEntry } from './lookupServiceEntry.js';
import type { NameAnswer, NameSource } from './NameAnswer.js';
import { candidateNames, resolverOf } from './resolverOf.js';

/** Who asks for which name, and what is known. */
export interface NameQuestion {
  readonly objects: KubeObjects;
  /** Answers that were recorded. */
  readonly records: DnsRecords;
  /** Who asks; `undefined`: someone outside the cluster, or a node. */
  readonly pod: Pod | undefined;
  /** As the application writes it; an IPv6 address without brackets. */
  readonly name: string;
  /** Only addresses of this family count. */
  readonly family?: 4 | 6;
  /** What the user wants names to mean. */
  readonly overrides?: DnsRecords;
  /** Addresses that the control plane chose for names; they are asked for last. */
  readonly allocated?: DnsRecords;
  /** Without dots at its ends; `cluster.local` by default. */
  readonly clusterDomain?: string;
}

/** More ExternalName Services in a row than anyone has; CoreDNS gives up at some point, too. */
const MAX_ALIASES = 8;

/**
 * What a name resolves to for a pod, from what is known without asking anyone. In order: an address as such, what the user said, the pod's
 * /etc/hosts, recorded answers, what the objects imply (Services by the pod's search list; ServiceEntries), allocated addresses. A name
 * below the cluster domain that no Service has does not exist; a name outside of which nothing is recorded is unknown.
 */
export function resolveName(question: NameQuestion): NameAnswer {
  return new Resolution(question).resolve();
}

class Resolution {
  readonly #tried: string[] = [];
  readonly #assumed: string[] = [];
  readonly #aliases: Service[] = [];
  #nearest: { readonly why: string; readonly nearness: number } | undefined;
  readonly #domain: string;

  constructor(private readonly question: NameQuestion) {
    this.#domain = question.clusterDomain ?? 'cluster.local';
  }

  resolve(): NameAnswer {
    const { name, objects, pod, records, overrides } = this.question;
    const typed = dnsName(name);
    const literal = parseIp(name);
    if (literal) return this.#answer(typed, [literal], { kind: 'literal' });
    const override = overrides?.get(typed);
    if (override) return this.#answer(typed, override, { kind: 'override' });
    const hosts = pod && lookupHosts(pod, typed);
    if (hosts) return this.#answer(typed, hosts.addresses, { kind: 'hosts', why: hosts.why });
    const resolver = pod && resolverOf(objects, pod, this.#domain);
    const candidates = resolver ? candidateNames(name.toLowerCase(), resolver) : [typed];
    const recorded = [typed, ...candidates].find((candidate) => records.has(candidate));
    if (recorded !== undefined)
      return this.#answer(recorded, records.get(recorded) ?? [], { kind: 'record', name: recorded });
    return this.#ask(candidates, typed, resolver?.asksCluster);
  }

  /** Asks for one candidate after the other; the first that exists decides. */
  #ask(candidates: readonly string[], typed: string, asksCluster: boolean | undefined): NameAnswer {
    for (const candidate of candidates) {
      this.#aliases.length = 0;
      const answer = this.#askOne(candidate, asksCluster);
      if (answer.kind === 'found') return answer;
      if (answer.kind === 'notFound') continue;
      if (candidate === typed && !(asksCluster === true && this.#isShortName(typed))) return answer;
      if (this.#isInside(candidate)) return answer;
      this.#assumed.push(`no name server knows ${candidate}`);
    }
    return this.#notFound();
  }

  #askOne(name: string, asksCluster: boolean | undefined): NameAnswer {
    this.#tried.push(name);
    const { objects, pod, records, allocated } = this.question;
    const record = records.get(name);
    if (record) return this.#answer(name, record, { kind: 'record', name });
    if (this.#isInside(name)) {
      if (asksCluster !== true) return this.#unknown(name, 'it is not known which name server is asked');
      const answer = lookupClusterName(objects, name, this.#domain);
      if (answer.kind === 'found') return this.#answer(name, answer.addresses, answer.source);
      if (answer.kind === 'unknown') return this.#unknown(name, answer.why);
      if (answer.kind === 'none') {
        this.#consider(answer);
        return this.#notFound();
      }
      this.#aliases.push(answer.service);
      if (this.#aliases.length > MAX_ALIASES) return this.#unknown(name, 'ExternalName Services lead in a circle');
      return this.#askOne(dnsName(answer.target), asksCluster);
    }
    const entry = pod && lookupServiceEntry(objects, name, pod.namespace);
    if (entry) {
      this.#assumed.push(
        `${name} resolves to the addresses of ServiceEntry ${entry.entry.namespace}/${entry.entry.name}`,
      );
      return this.#answer(name, entry.addresses, { kind: 'serviceEntry', entry: entry.entry });
    }
    const chosen = allocated?.get(name);
    if (chosen) return this.#answer(name, chosen, { kind: 'allocated', name });
    return this.#unknown(name, `nothing is recorded about ${name}`);
  }

  #answer(fqdn: string, all: readonly IpAddress[], source: NameSource): NameAnswer {
    const { family, pod } = this.question;
    const base = { tried: this.#tried, assumed: this.#assumed };
    const addresses = all.filter((ip) => family === undefined || ip.family === family);
    if (addresses.length === 0) {
      const why =
        all.length > 0 ? `${fqdn} has no IPv${family ?? 4} address` : `${fqdn} was asked for and does not exist`;
      this.#consider({ why, nearness: 2 });
      return this.#notFound();
    }
    const families = new Set(pod?.status.podIps.map((ip) => ip.family));
    const usable = (ip: IpAddress): number => Number(families.size > 0 && !families.has(ip.family));
    const sorted = [...addresses].sort((a, b) => usable(a) - usable(b));
    return { kind: 'found', fqdn, addresses: sorted, source, aliases: this.#aliases, ...base };
  }

  /** Remembers why there is nothing, by the candidate that came nearest. */
  #consider(reason: { readonly why: string; readonly nearness: number }): void {
    if (!this.#nearest || reason.nearness > this.#nearest.nearness) this.#nearest = reason;
  }

  #notFound(): NameAnswer {
    const why = this.#nearest?.why ?? `there is no ${this.question.name}`;
    return { kind: 'notFound', why, tried: this.#tried, assumed: this.#assumed };
  }

  #unknown(fqdn: string, why: string): NameAnswer {
    return { kind: 'unknown', fqdn, why, tried: this.#tried };
  }

  #isInside(name: string): boolean {
    return name.endsWith(`.${this.#domain}`);
  }

  /**
   * A name that only the search list could have made whole: one label, `….svc`, `NAME.NAMESPACE` of a known namespace, or one below a
   * Service that there is.
   */
  #isShortName(name: string): boolean {
    const labels = name.split('.');
    const last = labels.at(-1) ?? '';
    const { objects } = this.question;
    if (labels.length === 1 || last === 'svc' || this.#nearest?.nearness === 2) return true;
    return labels.length === 2 && objects.namespaces().some((namespace) => namespace.name === last);
  }
}
