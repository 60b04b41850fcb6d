import type { JsonObject } from '../../text/json/JsonValue.js';

/** The release of Envoy whose behaviour the proxy has. */
export const ENVOY_VERSION = { major_number: 1, minor_number: 40, patch: 0 } as const;

/** `sha/semver/status/build/ssl`, as `/server_info` and the version of a build say it. */
export const BUILD_VERSION = `hopctl/${ENVOY_VERSION.major_number}.${ENVOY_VERSION.minor_number}.${ENVOY_VERSION.patch}/Clean/RELEASE/OpenSSL`;

/** What the proxy adds to `node`: which Envoy it behaves as, in a build that is none. */
export function proxyIdentity(): JsonObject {
  return {
    user_agent_name: 'envoy',
    user_agent_build_version: {
      version: { major_number: ENVOY_VERSION.major_number, minor_number: ENVOY_VERSION.minor_number },
      metadata: {
        'revision.sha': 'hopctl',
        'revision.status': 'Clean',
        'build.type': 'RELEASE',
        'ssl.version': 'OpenSSL',
      },
    },
  };
}
