import type { JsonValue } from '../../text/json/JsonValue.js';
import type { UpgradeConfig } from '../model/HttpConnectionManager.js';
import { Message } from './Message.js';

/** `HttpConnectionManager.UpgradeConfig` and `RouteAction.UpgradeConfig`. `filters`, a chain of its own, is not modelled. */
export function parseUpgradeConfig(value: JsonValue, at: string): UpgradeConfig {
  const message = new Message(value, at);
  message.value('connect_config');
  return {
    at,
    upgradeType: message.string('upgrade_type').toLowerCase(),
    enabled: message.boolean('enabled') ?? true,
    connectConfig: message.has('connect_config'),
    unsupported: message.unread(),
  };
}
