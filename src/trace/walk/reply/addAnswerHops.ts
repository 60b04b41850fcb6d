import { addPacketSteps } from '../packetSteps.js';
import type { WalkContext } from '../WalkContext.js';

/** `--return`: what the first answers of all opened connections passed, the last connection's first. */
export function addAnswerHops({ path, journey, request }: WalkContext): void {
  if (!request.withReturn) return;
  for (const connection of journey.answers.toReversed()) {
    for (const { where, walk } of connection) {
      path.enter(where, 'return');
      addPacketSteps(path, walk);
    }
  }
}
