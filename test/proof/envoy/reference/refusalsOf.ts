import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import { UserError } from '../../../../src/text/UserError.js';
import { checkSupported } from '../../../../src/proxy/config/checkSupported.js';
import { loadProxyConfig } from '../../../../src/proxy/config/loadProxyConfig.js';

/** What the reference proxy does not take of a bootstrap, by name; empty: it runs it. */
export async function refusalsOf(bootstrap: JsonObject): Promise<readonly string[]> {
  const bytes = Buffer.from(JSON.stringify(bootstrap));
  try {
    const { config } = await loadProxyConfig({ bytes, name: 'bootstrap.json', print: (one) => one, now: new Date() });
    return checkSupported(config, () => false).problems.map(({ message }) => message);
  } catch (error) {
    if (error instanceof UserError) return [error.message];
    throw error;
  }
}
