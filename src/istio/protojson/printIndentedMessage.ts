import { goJsonScalar, goJsonString } from './goJson.js';
import type { Collection, ProtoNode } from './ProtoNode.js';

const INDENT = '    ';

/**
 * One message as Go's `jsonpb` prints it with an indent of four blanks, with a newline behind: the form of `proxy-config
 * bootstrap|secret -o json`. It is odd: what is in a google.protobuf.Struct or ListValue stands one level deeper than its
 * nesting, and their brackets close there; an empty message has an empty line. Source: golang/protobuf jsonpb/encode.go.
 */
export function printIndentedMessage(node: ProtoNode): string {
  return `${printMessage(node, '')}\n`;
}

/** `indent` is that of the line on which the message begins. */
function printMessage(node: ProtoNode, indent: string): string {
  switch (node.kind) {
    case 'scalar':
      return goJsonScalar(node.value);
    case 'value':
      return printSingular(node.of, indent);
    case 'struct':
    case 'map':
    case 'list':
    case 'list-value':
      return printCollection(node, indent);
    case 'message': {
      const lines = node.members.map(
        ([name, value]) => `${indent}${INDENT}${goJsonString(name)}: ${printField(value, indent)}`,
      );
      return `{\n${lines.join(',\n')}\n${indent}}`;
    }
  }
}

function printField(node: ProtoNode, indent: string): string {
  return node.kind === 'map' || node.kind === 'list' ? printCollection(node, indent) : printSingular(node, indent);
}

/** Messages stand one level deeper than the field or the collection that holds them. */
function printSingular(node: ProtoNode, indent: string): string {
  return printMessage(node, indent + INDENT);
}

function printCollection(node: Collection, indent: string): string {
  const inner = `\n${indent}${INDENT}${INDENT}`;
  const end = `\n${indent}${INDENT}`;
  const print = (item: ProtoNode) => printSingular(item, indent + INDENT);
  if ('items' in node) return `[${node.items.map((item) => inner + print(item)).join(',')}${end}]`;
  return `{${node.members.map(([name, item]) => `${inner}${goJsonString(name)}: ${print(item)}`).join(',')}${end}}`;
}
