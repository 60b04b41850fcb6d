import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ProtoNode } from './ProtoNode.js';

/** The JSON value that a node prints as. */
export function nodeValue(node: ProtoNode): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'value') return nodeValue(node.of);
  if ('items' in node) return node.items.map(nodeValue);
  return Object.fromEntries(node.members.map(([name, value]) => [name, nodeValue(value)]));
}
