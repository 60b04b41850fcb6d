import type { Message } from '../../envoy/parse/Message.js';

/** `config.core.v3.DataSource`: the text itself, or where it is. */
export type DataSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment'; readonly name: string };

/** undefined: it names nothing. */
export function readDataSource(message: Message | undefined): DataSource | undefined {
  const path = message?.text('filename');
  if (path !== undefined) return { kind: 'file', path };
  const bytes = message?.text('inline_bytes');
  if (bytes !== undefined) return { kind: 'text', text: Buffer.from(bytes, 'base64').toString('utf8') };
  const text = message?.text('inline_string');
  if (text !== undefined) return { kind: 'text', text };
  const name = message?.text('environment_variable');
  return name === undefined ? undefined : { kind: 'environment', name };
}
