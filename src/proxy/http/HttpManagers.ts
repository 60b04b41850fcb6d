import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { ProxyCore } from '../ProxyCore.js';
import { HcmPlan } from './HcmPlan.js';
import { Http1Server } from './http1/Http1Server.js';
import { Http2Server } from './http2/Http2Server.js';

/** A connection manager that runs: its plan and a server for each protocol. */
export interface HttpManager {
  readonly plan: HcmPlan;
  readonly http1: Http1Server;
  readonly http2: Http2Server;
}

/** All connection managers that have met a connection. */
export class HttpManagers {
  readonly #core: ProxyCore;
  readonly #managers = new Map<HttpConnectionManager, HttpManager>();

  constructor(core: ProxyCore) {
    this.#core = core;
  }

  of(hcm: HttpConnectionManager): HttpManager {
    let manager = this.#managers.get(hcm);
    if (manager === undefined) {
      const plan = new HcmPlan(this.#core, hcm);
      manager = { plan, http1: new Http1Server(plan), http2: new Http2Server(plan) };
      this.#managers.set(hcm, manager);
    }
    return manager;
  }

  /** Asks clients to send no more requests on their connections. */
  drain(): void {
    for (const { http1, http2 } of this.#managers.values()) {
      http1.drain();
      http2.drain();
    }
  }
}
