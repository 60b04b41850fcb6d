import { lastOf, type SuggestRule } from './Ending.js';
import { demand, nearest, targetOf } from './words.js';

/** NR filter_chain_not_found: plaintext to STRICT, or a connection that no chain expects. */
export const filterChainNotFound: SuggestRule = (ending) => {
  const { likely, hops, request } = ending;
  if (likely.details !== 'filter_chain_not_found') return [];
  const chain = lastOf(ending, 'filter_chain');
  const where = hops.at(-1)?.where ?? '';
  const look = `hopctl proxy-config listener ${targetOf(where)} -o wide shows what its filter chains ask for.`;
  if (likely.code !== 'DENIED') {
    const near = chain === undefined ? undefined : nearest(chain);
    return [...(near === undefined ? [] : [`The nearest is ${near.what}: ${demand(near.failed)}.`]), look];
  }
  const passed = hops.some(({ stage }) => stage === 'outbound_proxy' || stage === 'gateway_proxy');
  const cluster = lastOf(ending, 'cluster')?.subject ?? '';
  const sender = request.from.kind === 'pod' ? `${request.from.namespace}/${request.from.name}` : 'the caller';
  return [
    passed
      ? `The caller's proxy sends plaintext: let the DestinationRule of ${cluster} use tls mode ISTIO_MUTUAL, or set none.`
      : `Give ${sender} a sidecar, or let it call through one: it speaks plaintext, and no proxy adds the mesh's TLS.`,
    `Or let ${where} take plaintext there: a PeerAuthentication with mode PERMISSIVE for its workload and port.`,
    look,
  ];
};
