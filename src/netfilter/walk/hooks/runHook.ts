import type { Hook } from '../../model/Hook.js';
import { trackPacket } from '../flow/trackPacket.js';
import type { Journey, PacketNow } from '../Journey.js';
import { natStage } from '../nat/natStage.js';
import { rerouteOutput } from '../routing/rerouteOutput.js';
import { hookStages, type ChainInForce, type HookStage } from './hookStages.js';
import { inOrder } from './inOrder.js';
import { missingChain } from './missingChain.js';
import { ACCEPT, undecided, type Outcome } from './Outcome.js';
import { walkChain } from './walkChain.js';

/** All that hangs on one hook, in the kernel's order, until something ends the packet. */
export function runHook(journey: Journey, hook: Hook): Outcome {
  const { family } = journey.packet;
  const missing = missingChain(journey.tables, hook, family);
  if (missing !== undefined) return undecided(`${hook}: ${missing}`);
  for (const stage of hookStages(journey.tables, hook, family)) {
    const outcome = runStage(journey, hook, stage);
    if (outcome.kind === 'end') return outcome;
  }
  return ACCEPT;
}

function runStage(journey: Journey, hook: Hook, stage: HookStage): Outcome {
  switch (stage.kind) {
    case 'conntrack':
      trackPacket(journey, hook);
      return ACCEPT;
    case 'nat':
      return runNat(journey, hook, stage.groups);
    case 'chains':
      return runChains(journey, hook, stage.chains);
  }
}

/** A destination rewritten in OUTPUT is routed anew. */
function runNat(journey: Journey, hook: Hook, groups: readonly (readonly ChainInForce[])[]): Outcome {
  const before = journey.packet.destination.text;
  const outcome = natStage(journey, hook, groups);
  if (outcome.kind === 'end' || hook !== 'OUTPUT' || journey.packet.destination.text === before) return outcome;
  return rerouteOutput(journey);
}

/** A chain of type `route` (mangle OUTPUT) that changed mark, TOS or (IPv6) hop limit causes a new route lookup; no other chain does. */
function runChains(journey: Journey, hook: Hook, chains: readonly ChainInForce[]): Outcome {
  for (const chain of inOrder(journey, hook, chains)) {
    const { packet: before, headerWrites } = journey;
    const outcome = walkChain(journey, hook, chain);
    if (outcome.kind === 'end') return outcome;
    if (chain.base.type !== 'route' || hook !== 'OUTPUT') continue;
    const written = journey.headerWrites !== headerWrites;
    if (journey.packet.mark === before.mark && !(written && mayDiffer(before, journey.packet))) continue;
    const rerouted = rerouteOutput(journey);
    if (rerouted.kind === 'end') return rerouted;
  }
  return ACCEPT;
}

/** Of the header only what is other at the chain's end counts (`ip6t_mangle_out`, `nf_route_table_hook6`); what is not known may be. */
function mayDiffer(before: PacketNow, after: PacketNow): boolean {
  const differ = (a: number | undefined, b: number | undefined): boolean => a === undefined || a !== b;
  return differ(before.tos, after.tos) || (after.family === 6 && differ(before.ttl, after.ttl));
}
