import type { CaptureArguments } from '../../../src/istio/capture/arguments/CaptureArguments.js';
import { istioInitArguments } from '../../../src/istio/istioInitArguments.js';
import { readPod, type Pod } from '../../../src/kube/objects/Pod.js';
import { readObjects } from '../../../src/kube/read/readObjects.js';
import type { RuleSet } from '../../../src/netfilter/model/RuleSet.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { meaning, rulesFile } from '../../netfilter/harness.js';

/** A pod of which only what capture reads is written. */
export interface PodShape {
  readonly initContainers?: readonly object[];
  readonly containers?: readonly object[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export function podOf({ initContainers = [], containers = [], annotations = {} }: PodShape): Pod {
  const manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'web', annotations },
    spec: { initContainers, containers },
  };
  const [object] = readObjects(JSON.stringify(manifest), 'pod.json');
  if (object === undefined) throw new Error('no pod');
  return readPod(object);
}

/** The arguments of an istio-init that is run with these words: `-p 15001 -b *`; `''` is an empty word. */
export function init(words: string, env: Readonly<Record<string, string>> = {}): CaptureArguments {
  const args = words.split(' ').filter((word) => word !== '');
  return argumentsOf({
    initContainers: [
      {
        name: 'istio-init',
        args: ['istio-iptables', ...args.map((word) => (word === "''" ? '' : word))],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
      },
    ],
  });
}

/** The arguments that the CNI plugin reads from a pod with these annotations, and this proxy container. */
export function cni(annotations: Readonly<Record<string, string>>, proxy: object = {}): CaptureArguments {
  return argumentsOf({
    initContainers: [{ name: 'istio-validation' }],
    containers: [{ name: 'istio-proxy', ...proxy }],
    annotations,
  });
}

function argumentsOf(shape: PodShape): CaptureArguments {
  const found = istioInitArguments(podOf(shape));
  if (found === undefined) throw new Error('the pod is not captured');
  return found;
}

/** A rule set under `fixtures/iptables`, by its file. */
export function kernelRules(path: string): RuleSet {
  const [ruleSet] = parseRules(rulesFile(path), path, { family: path.includes('.ip6tables') ? 'ip6' : 'ip' });
  if (ruleSet === undefined) throw new Error(`no rules in ${path}`);
  return ruleSet;
}

/** What a rule set means: its tables by name, those with neither rule nor chain of its own left out. */
export function sortedMeaning(ruleSet: RuleSet): unknown {
  const tables = ruleSet.tables
    .filter(({ chains }) => chains.some(({ base, rules }) => base === undefined || rules.length > 0))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return meaning([{ ...ruleSet, tables }]);
}
