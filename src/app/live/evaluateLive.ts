import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import type { Facts } from '../../facts/Facts.js';
import type { ObjectQuestion } from '../../kube/objects/ObjectQuestion.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { worldOf } from '../../trace/world/worldOf.js';
import type { World } from '../../trace/world/World.js';
import type { NodeReaders } from '../node/NodeReaders.js';
import { pathOf } from './apiPaths.js';
import { addCollected } from './addCollected.js';
import { evidenceNeeds } from './evidenceNeeds.js';
import type { Live } from './Live.js';
import type { LiveFiles } from './LiveFiles.js';
import { fetchAll, type Need } from './Need.js';
import { ObjectFetcher } from './ObjectFetcher.js';
import { objectNeed } from './objectNeed.js';
import { watchWorld } from './watchWorld.js';

/** A walk finds a few things to ask for at each pod, and a request passes few pods: more rounds than this are a circle. */
const MAX_ROUNDS = 24;

/** What is evaluated live. */
export interface LiveQuestion {
  readonly live: Live;
  /** What is there already; what is fetched is added. */
  readonly files: LiveFiles;
  /** Read what only nodes know. */
  readonly readers: NodeReaders;
  /** Whether the nodes' own rules are read, too, for clients without sidecar. */
  readonly nodeRules: boolean;
  /** Where to look who may not see all namespaces. */
  readonly namespaces: readonly string[];
  /** A line about what is being fetched. */
  readonly progress: (what: string) => void;
}

/** What an evaluation is made over. */
export interface Known {
  readonly facts: Facts;
  readonly world: World;
  /** Whether all that was asked for since the last time is there, or could not be had. */
  readonly isSettled: () => boolean;
}

/**
 * Evaluates over what is there, fetches what the evaluation asked for and did not find, and so on, until it asks for nothing new: then the
 * result is that of facts in which nothing it looked at is missing but what could not be had.
 */
export async function evaluateLive<T>(question: LiveQuestion, evaluate: (known: Known) => T): Promise<T> {
  const { live, files, namespaces, progress } = question;
  const fetcher = new ObjectFetcher(live, files, namespaces);
  const done = new Set<string>();
  await fetchAll(firstNeeds(fetcher, live), progress);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const asked: ObjectQuestion[] = [];
    const facts = readSnapshot(files.files, live.report, (one) => asked.push(one));
    const objects = facts.objects();
    const { world, takeMet } = watchWorld({ ...worldOf(facts), unseenPod: (ip) => fetcher.unseenPod(ip) });
    const takeNeeds = (): readonly Need[] => {
      const { pods, nodes } = takeMet();
      const wanted = [
        ...asked.splice(0).flatMap((one) => objectNeed(fetcher, objects, one) ?? []),
        ...pods.flatMap(({ pod }) => evidenceNeeds(live, files, question.readers, pod)),
        ...(question.nodeRules ? nodes.map((name) => nodeNeed(question, name)) : []),
      ];
      return [...new Map(wanted.map((need) => [need.key, need])).values()].filter(({ key }) => !done.has(key));
    };
    const result = attempt(() => evaluate({ facts, world, isSettled: () => takeNeeds().length === 0 }));
    const needs = takeNeeds();
    if (needs.length === 0) {
      if (result.error !== undefined) throw result.error;
      return result.value;
    }
    for (const { key } of needs) done.add(key);
    await fetchAll(needs, progress);
  }
  throw new UserError(`the request asks for ever more evidence: given up after ${MAX_ROUNDS} rounds`, {
    exitCode: ExitCode.unreadable,
    hint: 'Take a snapshot, and trace on that.',
  });
}

/** What every walk asks for. */
function firstNeeds(fetcher: ObjectFetcher, { options }: Live): readonly Need[] {
  const config = pathOf('ConfigMap', options.istioNamespace, 'istio');
  const without = 'the trust domain is taken to be cluster.local';
  return [
    { key: 'services', what: 'the Services', fetch: () => fetcher.services() },
    { key: 'mesh', what: "the mesh's configuration", fetch: () => fetcher.optional([config], without) },
  ];
}

function nodeNeed({ live, files, readers }: LiveQuestion, name: string): Need {
  return {
    key: `node rules ${name}`,
    what: `the rules of node ${name}`,
    fetch: async () => {
      try {
        addCollected(files, await readers.collectNode(name));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        live.report(`the rules of node ${name} cannot be read: ${error.message}`);
        files.miss(`nodes/${name}/iptables-save.txt`, error.message, new Date());
      }
    },
  };
}

type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: UserError };

/** What the user got wrong may be only what is not fetched yet. */
function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}
