import type { Unparsed } from '../model/Unparsed.js';
import type { Message } from './Message.js';
import { readAny } from './readAny.js';

/** A named extension as `TypedExtensionConfig`, `Filter`, `HttpFilter`, `TransportSocket` … carry it. */
export interface Extension {
  readonly name: string;
  /** `typed_config`, or v2's `config`; an empty message at the extension itself when it has neither. */
  readonly config: Unparsed;
}

/** How an extension is recognised: by its config's message (the package decides when the message's name is a common one), else by its name. */
export interface ExtensionKind<Kind extends string> {
  readonly kind: Kind;
  /** The last segment of the config's type. */
  readonly message: string;
  /** A segment that the type's package must have. */
  readonly package?: string;
  /** Names under which a config without type is known: Envoy's canonical name, and what it was called before v3. */
  readonly names: readonly string[];
}

/** Reads the `name` and the config of the extension that `message` is. */
export function readExtension(message: Message): Extension {
  const name = message.string('name');
  const config = message.one('typed_config', readAny) ?? message.one('config', readAny);
  return { name, config: config ?? { kind: 'unparsed', at: message.at, typeUrl: '', value: {} } };
}

/**
 * Which of `kinds` the extension is. A type decides alone, as in Envoy since 1.22, where a name is but a label; v2 configs
 * have none and go by their name.
 */
export function extensionKind<Kind extends string>(
  extension: Extension,
  kinds: readonly ExtensionKind<Kind>[],
): Kind | undefined {
  const { typeUrl } = extension.config;
  if (typeUrl === '') return kinds.find((each) => each.names.includes(extension.name))?.kind;
  const segments = typeUrl.split('.');
  const message = segments.at(-1);
  return kinds.find(
    (each) => each.message === message && (each.package === undefined || segments.includes(each.package)),
  )?.kind;
}
