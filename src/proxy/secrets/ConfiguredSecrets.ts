import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { SecretSource, SecretValue } from '../runtime/SecretSource.js';
import { messageAt } from '../settings/messageAt.js';
import { readSecretMessage } from './readSecretMessage.js';
import { sdsTarget } from './sdsTarget.js';
import { secretReferences } from './secretReferences.js';
import { SdsStream } from './SdsStream.js';

/** The secrets of a configuration: those it has itself, and those that it says whom to ask for. */
export class ConfiguredSecrets implements SecretSource {
  readonly #values = new Map<string, SecretValue>();
  readonly #watches = new Map<string, ((secret: SecretValue) => void)[]>();
  readonly #streams: SdsStream[] = [];
  readonly #awaited = new Set<string>();
  #arrived: () => void = () => undefined;

  constructor(config: EnvoyConfig, note: (line: string) => void) {
    for (const { name, cluster } of secretReferences(config)) {
      const target = cluster === undefined ? undefined : sdsTarget(config, cluster);
      if (target === undefined) this.#readOwn(config, name);
      else {
        this.#awaited.add(name);
        this.#streams.push(new SdsStream(name, target, { note, secret: (value) => this.#deliver(name, value) }));
      }
    }
  }

  /** Resolves when all that was asked for is there, or after `ms`. */
  async delivered(ms: number): Promise<void> {
    if (this.#awaited.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#arrived = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  secret(name: string): SecretValue | undefined {
    return this.#values.get(name);
  }

  watch(name: string, changed: (secret: SecretValue) => void): void {
    const watches = this.#watches.get(name) ?? [];
    watches.push(changed);
    this.#watches.set(name, watches);
  }

  close(): void {
    for (const stream of this.#streams) stream.close();
  }

  #readOwn(config: EnvoyConfig, name: string): void {
    const found = config.secret(name);
    const value = found.kind === 'found' ? readSecretMessage(messageAt(config, found.at)) : undefined;
    if (value !== undefined) this.#values.set(name, value);
  }

  #deliver(name: string, value: SecretValue): void {
    if (value.name !== name) return;
    this.#values.set(name, value);
    this.#awaited.delete(name);
    for (const changed of this.#watches.get(name) ?? []) changed(value);
    if (this.#awaited.size === 0) this.#arrived();
  }
}
