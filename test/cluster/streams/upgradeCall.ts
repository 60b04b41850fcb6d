import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { KubeObject } from '../objects/KubeObject.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { ServerContext } from '../server/Call.js';

/** A request to become a stream, which is let in. */
export interface UpgradeCall {
  readonly context: ServerContext;
  readonly target: ResourceTarget;
  readonly query: URLSearchParams;
  readonly pod: KubeObject;
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}
