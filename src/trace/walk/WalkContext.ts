import type { Choose } from '../../logic/Fork.js';
import type { TracePins, TraceRequest } from '../model/TraceRequest.js';
import type { World } from '../world/World.js';
import type { PassedProxy } from './callerSees.js';
import type { AnswerLeg, Leg } from './reply/Leg.js';
import type { PathBuilder } from './PathBuilder.js';

/** All that the handlers of one path share. */
export interface WalkContext {
  readonly world: World;
  readonly request: TraceRequest;
  readonly pins: TracePins;
  readonly choose: Choose;
  readonly path: PathBuilder;
  readonly journey: Journey;
}

/** What the request has been through so far. */
export interface Journey {
  /** Proxies that forwarded it, in order, with the pod whose they are. */
  readonly proxies: (PassedProxy & { readonly pod: string })[];
  /** Places already visited, by place and content: see `meetsAgain`. */
  readonly visited: Map<string, string>;
  /** The first packet of the connection that is being opened, one network namespace after the other. */
  readonly legs: Leg[];
  /** The answers of every connection that opened, each from its end back to its beginning. */
  readonly answers: (readonly AnswerLeg[])[];
  /** Response flags that a proxy logs although it forwards: `DI` after an injected delay. */
  readonly flags: Set<string>;
}
