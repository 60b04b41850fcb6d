import type { JsonValue } from '../../text/json/JsonValue.js';
import { Message } from './Message.js';

/**
 * Envoy's version, `MAJOR.MINOR.PATCH`, from `/server_info` (`sha/1.40.0/Clean/RELEASE/BoringSSL`), else from the
 * bootstrap's `node.user_agent_build_version` or `user_agent_version`. `undefined` when neither says.
 */
export function readVersion(bootstrap: JsonValue | undefined, serverInfo: JsonValue | undefined): string | undefined {
  const running = new Message(serverInfo ?? {}, '').string('version').split('/')[1];
  const node = new Message(bootstrap ?? {}, '').message('node');
  const candidates = [running, node && buildVersion(node), node?.string('user_agent_version')];
  return candidates.map((text) => /^[0-9]+\.[0-9]+\.[0-9]+/.exec(text ?? '')?.[0]).find((text) => text !== undefined);
}

/** `core.v3.BuildVersion`; a part that is 0 is left out of the JSON. */
function buildVersion(node: Message): string | undefined {
  const version = node.message('user_agent_build_version')?.message('version');
  if (!version?.has('major_number')) return undefined;
  const part = (name: string): string => String(version.number(name) ?? 0);
  return [part('major_number'), part('minor_number'), part('patch')].join('.');
}
