import { acceptInternal } from '../proxy/acceptInternal.js';
import { accept } from './state/accept.js';
import { arrive } from './state/arrive.js';
import { network } from './state/network.js';
import { send } from './state/send.js';
import type { EndState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** Goes on from a state: one handler for each kind. */
export function nextState(context: WalkContext, state: Exclude<WalkState, EndState>): WalkState {
  switch (state.kind) {
    case 'send':
      return send(context, state);
    case 'network':
      return network(context, state);
    case 'arrive':
      return arrive(context, state);
    case 'accept':
      return accept(context, state);
    case 'internal':
      return acceptInternal(context, state);
  }
}
