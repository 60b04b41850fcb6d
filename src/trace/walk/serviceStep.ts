import type { Fork } from '../../logic/Fork.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { ServiceCandidate, ServiceResolution } from '../../kube/proxy/resolveServiceAddress.js';
import type { StepOutcome } from '../model/Step.js';
import type { StepDraft } from './PathBuilder.js';

/** kube-proxy's choice of an endpoint: each as likely. */
export function forkOfCandidates(service: string, candidates: readonly ServiceCandidate[]): Fork<ServiceCandidate> {
  return {
    name: 'kube-proxy',
    about: `endpoint of Service ${service}`,
    branches: candidates.map((value) => ({
      label: formatSocketAddress(value.address),
      probability: 1 / candidates.length,
      value,
    })),
  };
}

/** The step that tells what a Service made of a destination. */
export function serviceStep(
  resolution: Exclude<ServiceResolution, { kind: 'noPort' }>,
  outcome: StepOutcome,
  summary: string,
): StepDraft {
  const { service, port, by } = resolution;
  return {
    kind: 'service',
    outcome,
    summary,
    evidence: [
      {
        kind: 'object',
        object: `Service ${service.namespace}/${service.name}`,
        field: `spec.ports ${port.name ?? port.port} (${by})`,
        value: `${port.port} -> ${port.targetPort}`,
      },
    ],
    notes: notesOf(resolution),
  };
}

function notesOf(resolution: Exclude<ServiceResolution, { kind: 'noPort' }>): readonly string[] {
  if (resolution.kind !== 'endpoints') return [];
  const affinity = resolution.affinity === 'ClientIP' && resolution.candidates.length > 1;
  return [
    `endpoints by ${resolution.from}`,
    ...(affinity ? ['sessionAffinity ClientIP: a client that was here before goes where it went then'] : []),
  ];
}
