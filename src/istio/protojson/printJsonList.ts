import { goJsonScalar, goJsonString } from './goJson.js';
import type { ProtoNode } from './ProtoNode.js';

const INDENT = '    ';

/**
 * A list of messages as Go's `json.MarshalIndent` prints it with four blanks, with a newline behind: the form of
 * `proxy-config cluster|listener|route|eds|endpoint -o json`. In pieces, one a message.
 */
export function* printJsonList(nodes: Iterable<ProtoNode>): Generator<string> {
  let separator = '[';
  for (const node of nodes) {
    yield `${separator}\n${INDENT}${printNode(node, INDENT)}`;
    separator = ',';
  }
  yield separator === '[' ? '[]\n' : '\n]\n';
}

function printNode(node: ProtoNode, indent: string): string {
  switch (node.kind) {
    case 'scalar':
      return goJsonScalar(node.value);
    case 'value':
      return printNode(node.of, indent);
    case 'list':
    case 'list-value':
      return printBlock(
        '[',
        ']',
        node.items.map((item) => printNode(item, indent + INDENT)),
        indent,
      );
    case 'message':
    case 'map':
    case 'struct':
      return printBlock(
        '{',
        '}',
        node.members.map(([name, value]) => `${goJsonString(name)}: ${printNode(value, indent + INDENT)}`),
        indent,
      );
  }
}

function printBlock(open: string, close: string, lines: readonly string[], indent: string): string {
  if (lines.length === 0) return open + close;
  const inner = `\n${indent}${INDENT}`;
  return `${open}${inner}${lines.join(`,${inner}`)}\n${indent}${close}`;
}
