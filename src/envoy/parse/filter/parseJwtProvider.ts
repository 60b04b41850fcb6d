import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { JwtKeys, JwtProvider } from '../../model/filter/JwtAuthn.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';

// How many tokens are remembered; what is told of a bad token, which only logs and later filters of a lax requirement could see.
const HARMLESS = fieldNames('jwt_cache_config', 'failed_status_in_metadata');

/** libjwt's, where the provider says nothing else (source/common/jwt/verify.h). */
const CLOCK_SKEW_SECONDS = 60;

/** `jwt_authn.v3.JwtProvider`. */
export function parseJwtProvider(value: JsonValue, at: string): JwtProvider {
  const message = new Message(value, at);
  const skew = message.number('clock_skew_seconds') ?? 0;
  const normalise = message.message('normalize_payload_in_metadata');
  return {
    at,
    issuer: message.string('issuer'),
    audiences: message.strings('audiences'),
    jwks: readKeys(message),
    clockSkewSeconds: skew > 0 ? skew : CLOCK_SKEW_SECONDS,
    forward: message.flag('forward'),
    fromHeaders: message.messages('from_headers').map((header) => ({
      name: header.string('name').toLowerCase(),
      valuePrefix: header.string('value_prefix'),
    })),
    fromParams: message.strings('from_params'),
    fromCookies: message.strings('from_cookies'),
    forwardPayloadHeader: message.string('forward_payload_header').toLowerCase(),
    padForwardPayloadHeader: message.flag('pad_forward_payload_header'),
    claimToHeaders: message.messages('claim_to_headers').map((one) => ({
      header: one.string('header_name').toLowerCase(),
      claim: one.string('claim_name'),
    })),
    payloadInMetadata: message.string('payload_in_metadata'),
    headerInMetadata: message.string('header_in_metadata'),
    spaceDelimitedClaims: normalise?.strings('space_delimited_claims') ?? [],
    clearRouteCache: message.flag('clear_route_cache'),
    unsupported: message.unread(HARMLESS),
  };
}

// When and how patiently keys are fetched.
const HARMLESS_REMOTE = fieldNames('cache_duration', 'async_fetch', 'retry_policy');
const HARMLESS_URI = fieldNames('uri', 'timeout');

/** The oneof `jwks_source_specifier`. */
function readKeys(provider: Message): JwtKeys {
  const remote = provider.message('remote_jwks')?.ignore(HARMLESS_REMOTE).message('http_uri')?.ignore(HARMLESS_URI);
  const local = provider.message('local_jwks');
  const text = local?.text('inline_string');
  if (text !== undefined) return { kind: 'inline', text };
  const bytes = local?.text('inline_bytes');
  if (bytes !== undefined) return { kind: 'inline', text: Buffer.from(bytes, 'base64').toString('utf8') };
  const source = local?.first('filename', 'environment_variable');
  if (source !== undefined) local?.value(source);
  if (source !== undefined) return { kind: 'elsewhere', field: `local_jwks.${source}` };
  const cluster = remote?.text('cluster');
  return { kind: 'elsewhere', field: 'remote_jwks', ...(cluster !== undefined && { cluster }) };
}
