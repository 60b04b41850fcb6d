import type { Content } from './Content.js';
import type { Journey } from './WalkContext.js';

/** Headers that Envoy itself adds or extends on every pass: a request that differs in nothing else is the same one. */
const PASSING = /^(?:x-forwarded-|x-envoy-|x-request-id$|x-b3-|x-ot-|traceparent$|tracestate$|b3$|via$|x-cloud-trace)/;

/**
 * Whether the same connection with the same content meets the same listener again: as nothing has changed, it will go on so for
 * ever. Remembers the visit. Legal second visits differ: in the listener (out of a pod and into it), in the address that was
 * dialled (a call to oneself), or in the request (rewritten by a gateway that sends it to itself).
 *
 * @param place the listener, its pod and the address that was dialled
 */
export function meetsAgain({ visited }: Journey, place: string, content: Content): boolean {
  const key = `${place} ${contentKey(content)}`;
  if (visited.has(key)) return true;
  visited.set(key, place);
  return false;
}

/** A place that was passed many times with content that changes every time: `listener virtualOutbound of web/a`. */
export function endlessPlace({ visited }: Journey): string | undefined {
  const counts = new Map<string, number>();
  for (const place of visited.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].find(([, count]) => count >= MANY)?.[0];
}

/** No mesh sends a request this often through one listener at one address. */
const MANY = 5;

function contentKey({ firstBytes, tls, http }: Content): string {
  const headers = http?.headers.filter(({ name }) => !PASSING.test(name));
  return JSON.stringify([firstBytes, tls?.sni, tls?.alpn, http?.method, http?.authority, http?.path, headers]);
}
