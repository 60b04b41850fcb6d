import { parseIp } from '../../net/IpAddress.js';
import type { Trace } from '../../trace/model/Trace.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { traceWithLessons } from '../../trace/suggest/traceWithLessons.js';
import { traceRequest } from '../../trace/traceRequest.js';
import { evaluateLive } from '../live/evaluateLive.js';
import { findLivePod } from '../live/findLivePods.js';
import { openLive, type Live } from '../live/Live.js';
import { LiveFiles } from '../live/LiveFiles.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { orApiFailure } from '../live/apiFailure.js';
import { pathOf } from '../live/apiPaths.js';
import { TRACE_RULES } from '../live/PolicyRule.js';
import type { NodeOptions } from '../node/NodeOptions.js';
import { NodeReaders } from '../node/NodeReaders.js';
import { buildRequest } from './buildRequest.js';
import { parseTraceUrl } from './parseTraceUrl.js';
import type { TraceOptions } from './TraceOptions.js';
import { watchDuplicateKeys } from './watchDuplicateKeys.js';

/** A cluster to trace in. */
export interface LiveTraceOptions {
  readonly live: LiveOptions;
  readonly node: NodeOptions;
  readonly progress: (what: string) => void;
}

/**
 * Traces a request in a live cluster. Fetched is what the walk asks for, and no more: the sender's pod, the proxies and rules that the request
 * comes by, the Services, the endpoints of those it dials. Errors as `openCluster` and `buildRequest`.
 */
export async function runLiveTrace(
  { live: options, node, progress }: LiveTraceOptions,
  asked: TraceOptions,
  pins: TracePins,
  report: (note: string) => void,
): Promise<Trace> {
  const live = await openLive(options, once(report));
  const files = new LiveFiles(`cluster ${live.cluster.name}`);
  const from = await findPod(live, files, asked.from, asked.namespace);
  const via = asked.via === undefined ? undefined : await findPod(live, files, asked.via, asked.namespace);
  const words = { ...asked, from: from.text, via: via?.text, namespace: undefined };
  const readers = new NodeReaders(live.cluster, node);
  const home = from.namespace ?? asked.namespace ?? live.cluster.namespace;
  const question = {
    live,
    files,
    readers,
    nodeRules: node.access !== undefined,
    namespaces: [...new Set([home, ...hostNamespace(asked.url)])],
    progress,
  };
  try {
    const { known, notes, request } = await evaluateLive(question, (now) => {
      const built = buildRequest(now.facts, words);
      traceRequest(now.world, built.request, pins);
      return { ...built, known: now };
    });
    for (const note of notes) live.report(note);
    // Nothing is fetched for what another request would have met: what is not known of it is not told.
    const trace = traceWithLessons(known.world, request, pins, known.isSettled);
    watchDuplicateKeys(known.facts, live.report)(trace);
    return trace;
  } finally {
    await readers.close();
    live.cluster.close();
  }
}

/** FROM or `--via` as `NAME.NAMESPACE`, once a TARGET has become a pod; other words stay as they are. */
async function findPod(
  live: Live,
  files: LiveFiles,
  text: string,
  namespace: string | undefined,
): Promise<{ readonly text: string; readonly namespace?: string }> {
  const isAddress = parseIp(text.replace(/^\[|\]$/g, '')) !== undefined;
  if (text === 'external' || isAddress || /^nodes?\//.test(text)) return { text };
  const found = await findLivePod(live, text, namespace, files);
  if (found.pod === undefined) {
    const path = pathOf('Pod', found.namespace, found.name);
    files.addObjects([await orApiFailure(live.cluster.get(path), TRACE_RULES)], new Date());
  }
  return { text: `${found.name}.${found.namespace}`, namespace: found.namespace };
}

/** The namespace in a name of the cluster: `cart.shop`, `cart.shop.svc.cluster.local`. */
function hostNamespace(url: string): readonly string[] {
  const [, namespace] = parseTraceUrl(url).host.split('.');
  return namespace === undefined || parseIp(parseTraceUrl(url).host) !== undefined ? [] : [namespace];
}

/** Each round reads anew, and says anew what is odd. */
function once(report: (note: string) => void): (note: string) => void {
  const told = new Set<string>();
  return (note) => {
    if (!told.has(note)) report(note);
    told.add(note);
  };
}
