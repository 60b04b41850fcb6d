import type { SecretSource } from '../runtime/SecretSource.js';

/** No secret is ever delivered. */
export function noSecrets(): SecretSource {
  return { secret: () => undefined, watch: () => undefined, close: () => undefined };
}
