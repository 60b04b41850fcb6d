import type { FractionalPercent } from '../FractionalPercent.js';
import type { MetadataMatcher } from '../MetadataMatcher.js';

/** `ext_authz.v3.ExtAuthz`: who is asked, and for which requests; what the service says of them is not known. */
export interface ExtAuthz {
  readonly kind: 'ext_authz';
  readonly at: string;
  /** Of the service; '' for one that is not reached by a cluster. */
  readonly cluster: string;
  readonly filterEnabled?: FractionalPercent;
  readonly filterEnabledMetadata?: MetadataMatcher;
  /** Requests for which the filter is not enabled are denied. */
  readonly denyAtDisable: boolean;
  /** The runtime key that may say otherwise. */
  readonly denyAtDisableKey: string;
  readonly failureModeAllow: boolean;
  readonly failureModeAllowHeaderAdd: boolean;
  /** When the service does not answer; 403. */
  readonly statusOnError: number;
}

/** `ext_authz.v3.ExtAuthzPerRoute.check_settings`; `service`: another service is asked. */
export interface ExtAuthzPerRoute {
  readonly kind: 'ext_authz';
  readonly at: string;
  readonly service: boolean;
}
