import type { Hook } from '../../model/Hook.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';
import type { RejectType } from '../../target/REJECT.js';
import type { Journey } from '../Journey.js';
import type { Refusal } from '../PacketWalk.js';

/** What the kernel has to know of the packet that it refuses now. */
export function refusalOf(
  journey: Journey,
  hook: Hook,
  type: RejectType,
  by: Refusal['by'],
  listener?: ListeningSocket,
): Refusal {
  const { packet, tracking, outDevice, error, asked } = journey;
  return {
    type,
    by,
    of: packet,
    hook,
    outDevice,
    ...(asked === undefined ? {} : { asked }),
    ...(listener === undefined ? {} : { listener }),
    ...(tracking.kind === 'flow' ? { flow: { flow: tracking.flow, direction: tracking.direction } } : {}),
    ...(tracking.kind === 'untracked' ? { untracked: true as const } : {}),
    ...(error === undefined ? {} : { error: error.kind }),
  };
}
