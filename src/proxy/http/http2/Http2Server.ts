import type { ClientConnection } from '../../connection/ClientConnection.js';
import type { HcmPlan } from '../HcmPlan.js';

/** The HTTP/2 connections of one connection manager. */
export class Http2Server {
  constructor(readonly plan: HcmPlan) {}

  serve(client: ClientConnection): void {
    client.socket.destroy();
  }

  drain(): void {
    this.plan.core.note('');
  }
}
