import { classifyHttpFilter } from '../../envoy/http/filter/classifyHttpFilter.js';
import type { EnvoyConfig, Lookup } from '../../envoy/model/EnvoyConfig.js';
import type { FilterOverride } from '../../envoy/model/filter/DecidedFilter.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import { loggersAt } from '../accessLog/createAccessLogs.js';
import { unrunParts } from '../unrunParts.js';
import { messageAt } from '../settings/messageAt.js';
import { unrunFilter } from './unrunFilter.js';
import type { Problem } from './Problem.js';

/** An extension, by the type of its configuration and by its name. */
export interface ExtensionName {
  readonly name: string;
  readonly typeUrl: string;
}

/** What of a configuration is not run. */
export interface SupportReport {
  /** Each ends the start. */
  readonly problems: readonly Problem[];
  /** Extensions that are passed over, by type (or name), and how often. */
  readonly passedOver: ReadonlyMap<string, number>;
}

/** Whether an extension that is not modelled changes nothing that matters, so that it can be left out. */
export type CanPassOver = (extension: ExtensionName) => boolean;

/** What is looked at of a node of the model. */
interface ModelNode {
  readonly kind?: string;
  readonly at?: string;
  readonly name?: string;
  readonly typeUrl?: string;
  readonly field?: string;
  readonly unsupported?: readonly string[];
  readonly filterChains?: readonly object[];
  readonly config?: ModelNode;
}

/** Parts of the model that hold free-form data and no messages, or messages that only the proxy reads. */
const FREE_FORM: ReadonlySet<string> = new Set([
  'metadata',
  'value',
  'defaultSubset',
  'metadataMatch',
  'localReplyConfig',
  'internalAddressConfig',
]);

/**
 * Names all that the model of `config` marks as not read (fields in `unsupported`, extensions of unknown types) and each access
 * log that cannot be written, with its JSON pointer; what can be passed over is counted in place of that.
 */
export function checkSupported(config: EnvoyConfig, canPassOver: CanPassOver): SupportReport {
  const problems: Problem[] = [];
  const passedOver = new Map<string, number>();
  const refuse = (problem: Problem) => void problems.push(problem);
  const passes = (extension: ExtensionName, isHarmless = false): boolean => {
    if (!isHarmless && !canPassOver(extension)) return false;
    const label = extension.typeUrl === '' ? extension.name : extension.typeUrl;
    passedOver.set(label, (passedOver.get(label) ?? 0) + 1);
    return true;
  };
  const visit = (node: ModelNode): 'go on' | 'leave' => {
    const { kind, at = '', name = '', typeUrl = '' } = node;
    if (node.config?.kind === 'decided') {
      const filter = node as HttpFilter & { readonly config: { readonly kind: 'decided' } };
      const what = unrunFilter(filter.config.filter, messageAt(config, filter.config.filter.at));
      if (what === undefined) return 'go on';
      if (!passes({ name, typeUrl })) refuse({ at, message: `${what} is not supported` });
      return 'leave';
    }
    if (node.kind === 'per_route') {
      const { override } = node as { readonly override: FilterOverride };
      const what = unrunFilter(override, messageAt(config, override.at));
      if (what !== undefined && !what.startsWith('filter '))
        refuse({ at: override.at, message: `${what} is not supported` });
      return what === undefined ? 'go on' : 'leave';
    }
    if (node.config?.kind === 'unparsed') {
      const filter = node as HttpFilter;
      if (!passes({ name, typeUrl }, changesLittle(filter)))
        refuse({ at, message: `filter ${name} (${typeUrl || 'no type'}) is not supported` });
      return 'leave';
    }
    if (kind === 'unparsed' || kind === 'unsupported') {
      const label = typeUrl || (node.field ?? name);
      if (!passes({ name, typeUrl })) refuse({ at, message: `${label} is not supported` });
      return 'leave';
    }
    for (const field of node.unsupported ?? []) refuse({ at, message: `field ${field} is not supported` });
    if (kind === 'http_connection_manager' || kind === 'tcp_proxy' || node.filterChains !== undefined)
      loggersAt(config, at, (typeName) => passes({ name: '', typeUrl: typeName }), refuse);
    return 'go on';
  };
  for (const resource of resourcesOf(config)) walk(resource, visit);
  for (const { at, what } of unrunParts(config)) refuse({ at, message: `${what} is not supported` });
  return { problems: uniqueProblems(problems), passedOver };
}

/** gRPC-Web requests, which one of them changes, are passed on as they are. */
function changesLittle(filter: HttpFilter): boolean {
  const { config } = filter;
  return (
    classifyHttpFilter(filter).kind === 'harmless' || (config.kind === 'decided' && config.filter.kind === 'grpc_web')
  );
}

/** Route configurations inside connection managers are met there. */
function resourcesOf(config: EnvoyConfig): readonly object[] {
  const active = <T extends object>(
    names: readonly string[],
    look: (name: string) => Lookup<T>,
    states: readonly string[],
  ) =>
    names.flatMap((name) => {
      const found = look(name);
      return found.kind === 'found' && states.includes(found.state) ? [found.value] : [];
    });
  return [
    ...config.listeners(),
    ...active(config.clusterNames(), (name) => config.cluster(name), ['static', 'active']),
    ...active(config.routeConfigurationNames(), (name) => config.routeConfiguration(name), ['active']),
  ];
}

function walk(value: unknown, visit: (node: ModelNode) => 'go on' | 'leave'): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) {
    for (const item of value.values()) walk(item, visit);
    return;
  }
  if (visit(value) === 'leave') return;
  for (const [key, item] of Object.entries(value)) if (!FREE_FORM.has(key)) walk(item, visit);
}

function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.at} ${problem.message}`, problem])).values()];
}
