import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { Tokens } from '../auth/Tokens.js';
import type { User } from '../auth/User.js';
import type { PodLifecycle } from '../pods/PodLifecycle.js';
import type { PodRuntime } from '../pods/PodRuntime.js';
import type { Clock } from '../state/Clock.js';
import type { ClusterState } from '../state/ClusterState.js';
import type { ApiRequest } from './ApiRequest.js';

/** What the server works with. */
export interface ServerContext {
  readonly state: ClusterState;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly pods: PodRuntime;
  readonly lifecycle: PodLifecycle;
  /** As `/version` says it: `v1.32.4`. */
  readonly serverVersion: string;
  /** Whether exec, attach and port-forward over WebSocket need the verb `create`, as in 1.35 and later, and not only `get`. */
  readonly streamsNeedCreate: boolean;
}

/** One request that is let in. */
export interface Call {
  readonly context: ServerContext;
  readonly request: ApiRequest;
  readonly user: User;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  /** The body's text. */
  readonly body: string;
}

/** What is answered: JSON, or `undefined` when the handler has written the response itself. */
export type Answer = JsonAnswer | undefined;

/** A body of JSON. */
export interface JsonAnswer {
  readonly code: number;
  readonly body: JsonObject;
}

/** 200 with a body. */
export function ok(body: JsonObject): JsonAnswer {
  return { code: 200, body };
}
