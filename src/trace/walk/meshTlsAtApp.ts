import { isMeshAlpn } from '../../istio/isMeshAlpn.js';
import { TLS_MODE_LABEL } from '../../istio/tlsModeLabel.js';
import { podLabel } from '../world/PodNode.js';
import { connectionEnded } from './connectionEnded.js';
import type { AcceptState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/**
 * The mesh's mutual TLS, which a proxy began, reaches an application: no proxy ends it, and applications don't know it. The proxy
 * that began it sees the handshake fail (503 UF, Envoy 1.40 measured). `undefined`: there is no such TLS, or the pod may take it itself,
 * as its label says (proxyless gRPC) or since its proxy was not recorded.
 */
export function meshTlsAtApp(context: WalkContext, { pod, content }: AcceptState, at: string): WalkState | undefined {
  const { path, pins } = context;
  const isMesh = content.tlsOf === 'proxy' && content.tls?.alpn.some(isMeshAlpn) === true;
  if (!isMesh || pins.strict) return undefined;
  const takesNone = pod.role === 'app' && pod.pod !== undefined && pod.pod.meta.labels.get(TLS_MODE_LABEL) !== 'istio';
  if (pod.proxy === undefined && !takesNone) return undefined;
  path.assume('tls', `the app of ${podLabel(pod)} does not take the mesh's mutual TLS`);
  const why = "the application does not take the mesh's mutual TLS, and no proxy ends it";
  path.add({ kind: 'tls', outcome: 'denied', summary: `TLS handshake fails: ${why}` });
  const sentence = `${at} of ${podLabel(pod)} refuses the connection: ${why}.`;
  // The pod's own proxy, where it passed the bytes on, noticed nothing.
  const began = context.journey.proxies.at(-1)?.pod === podLabel(pod) ? -1 : undefined;
  const journey = { ...context.journey, proxies: context.journey.proxies.slice(0, began) };
  return connectionEnded({ journey }, 'DENIED', sentence, 'reset', { kind: 'tls_error', detail: '' });
}
