import { verifyServerCertificate } from '../../envoy/tls/verifyServerCertificate.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podIdentityOf } from '../world/podIdentity.js';
import { podLabel } from '../world/PodNode.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** The client that opened the connection checks the names in this pod's certificate; undefined: it accepts them. */
export function checkServerName(
  context: WalkContext,
  { pod, origin }: Pick<ProxyVisit, 'pod' | 'origin'>,
): WalkState | undefined {
  const { path, journey, world } = context;
  if (origin.verifies === undefined) return undefined;
  const certificate = podIdentityOf(world, pod);
  if (certificate === undefined) {
    path.assume(
      'tls',
      `${podLabel(pod)} presents a certificate that the caller accepts: its service account is not known`,
    );
    return undefined;
  }
  const criterion = verifyServerCertificate(origin.verifies.socket, certificate, origin.verifies.names);
  if (criterion.truth === 'unknown') {
    const unknown = `whether the caller accepts the certificate of ${podLabel(pod)}: ${criterion.note ?? criterion.expected}`;
    path.add({ kind: 'tls', outcome: 'unknown', summary: unknown, because: [criterion], unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (criterion.truth === 'yes') return undefined;
  path.add({
    kind: 'tls',
    outcome: 'denied',
    summary: `the caller refuses the certificate of ${podLabel(pod)}`,
    because: [criterion],
  });
  const reply = journey.proxies.at(-1)?.failure('tls_error');
  return connectionClosed(
    context,
    'DENIED',
    `The caller refuses the certificate of ${podLabel(pod)}: ${criterion.got}, not ${criterion.expected}.`,
    {
      end: 'reset',
      noticed: 'tls_error',
      ...(reply === undefined ? {} : { flags: reply.flags, details: reply.details }),
    },
  );
}
