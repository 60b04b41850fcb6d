import type { JsonObject } from '../../text/json/JsonValue.js';
import type { NodeNeeds } from './nodeNeeds.js';
import type { NodeAccess } from './NodeOptions.js';

/** One way, as it would be gone. */
export interface PlannedWay {
  readonly access: NodeAccess;
  /** What would be done, a sentence each, in its order. */
  readonly does: readonly string[];
  /** What RBAC has to allow for it. */
  readonly needs: readonly NodeNeeds[];
  /** What would be made. */
  readonly manifest?: JsonObject;
  /** Why it cannot be gone; absent as far as can be told without doing anything. */
  readonly impossible?: string;
}

/** What reading a network namespace would do. */
export interface NodePlan {
  /** `pod web/cart-1`, `node n1`. */
  readonly of: string;
  readonly nodeName: string;
  /** In the order in which they would be tried: each after the failure of the one before. */
  readonly ways: readonly PlannedWay[];
}
