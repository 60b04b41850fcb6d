import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import type { VirtualHost } from '../../envoy/model/Route.js';
import { retryPolicyOf } from '../../envoy/route/retryPolicyOf.js';
import type { ProxyCore } from '../ProxyCore.js';
import { readActionSettings, type ActionSettings } from '../settings/readActionSettings.js';
import { readRetrySettings, type RetrySettings } from '../settings/readRetrySettings.js';

/** What is read once of a route that forwards. */
export interface ForwardPlan {
  readonly settings: ActionSettings;
  readonly retry: RetrySettings;
}

/** The plans of all routes that requests have met. */
export class ForwardPlans {
  readonly #core: ProxyCore;
  readonly #plans = new WeakMap<ForwardAction, ForwardPlan>();

  constructor(core: ProxyCore) {
    this.#core = core;
  }

  of(action: ForwardAction, virtualHost: VirtualHost): ForwardPlan {
    let plan = this.#plans.get(action);
    if (plan === undefined) {
      const { config } = this.#core;
      plan = {
        settings: readActionSettings(config, action),
        retry: readRetrySettings(config, retryPolicyOf(action, virtualHost)),
      };
      this.#plans.set(action, plan);
    }
    return plan;
  }
}
