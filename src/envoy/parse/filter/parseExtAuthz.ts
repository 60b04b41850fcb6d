import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { ExtAuthz, ExtAuthzPerRoute } from '../../model/filter/ExtAuthz.js';
import { Message } from '../Message.js';
import { parseMetadataMatcher } from '../parseMetadataMatcher.js';
import { readRuntimeFractionalPercent } from '../readFractionalPercent.js';
import { readStatus } from './readStatus.js';
import { readServiceCluster } from './readServiceCluster.js';

/** `ext_authz.v3.ExtAuthz`. What the service is told and what its answer may change is passed over: that is not known anyhow. */
export function parseExtAuthz(value: JsonValue, at: string): ExtAuthz {
  const message = new Message(value, at);
  const enabled = message.message('filter_enabled');
  const metadata = message.one('filter_enabled_metadata', parseMetadataMatcher);
  const denies = message.message('deny_at_disable');
  return {
    kind: 'ext_authz',
    at,
    cluster:
      readServiceCluster(message) ?? message.message('http_service')?.message('server_uri')?.string('cluster') ?? '',
    ...(enabled && { filterEnabled: readRuntimeFractionalPercent(enabled) }),
    ...(metadata && { filterEnabledMetadata: metadata }),
    denyAtDisable: denies?.boolean('default_value') ?? false,
    denyAtDisableKey: denies?.string('runtime_key') ?? '',
    failureModeAllow: message.flag('failure_mode_allow'),
    failureModeAllowHeaderAdd: message.flag('failure_mode_allow_header_add'),
    statusOnError: readStatus(message, 'status_on_error', 403),
  };
}

/** `ext_authz.v3.ExtAuthzPerRoute`, where it is not `disabled`. */
export function parseExtAuthzPerRoute(value: JsonValue, at: string): ExtAuthzPerRoute {
  const settings = new Message(value, at).message('check_settings');
  return { kind: 'ext_authz', at, service: settings?.first('grpc_service', 'http_service') !== undefined };
}
