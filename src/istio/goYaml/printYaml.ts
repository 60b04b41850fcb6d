import type { Member, ProtoNode } from '../protojson/ProtoNode.js';
import { goJsonNumber } from '../protojson/goJson.js';
import { goSort } from '../table/goSort.js';
import { keyComesBefore } from './keyComesBefore.js';
import { isMultiline } from './scalarStyle.js';
import { yamlNumber } from './yamlNumber.js';
import { YamlWriter } from './YamlWriter.js';

const STEP = 2;
const LONGEST_SIMPLE_KEY = 128;

/**
 * A message as `istioctl -o yaml` prints it: its JSON through sigs.k8s.io/yaml, keys sorted, with an empty line behind.
 */
export function printYaml(node: ProtoNode): string {
  const printer = new Printer();
  printer.node(node, { indent: -STEP, inMapping: false });
  printer.end();
  return `${printer.writer.take()}\n`;
}

/** A list of messages as `istioctl -o yaml` prints it, in pieces, one a message. */
export function* printYamlList(nodes: Iterable<ProtoNode>): Generator<string> {
  const printer = new Printer();
  let isEmpty = true;
  for (const node of nodes) {
    printer.item(node, 0);
    yield printer.writer.take();
    isEmpty = false;
  }
  if (isEmpty) printer.node({ kind: 'list', items: [] }, { indent: -STEP, inMapping: false });
  printer.end();
  yield `${printer.writer.take()}\n`;
}

/** Where a node stands: the indentation of what holds it, and whether that is a mapping. */
interface Context {
  readonly indent: number;
  readonly inMapping: boolean;
}

class Printer {
  readonly writer = new YamlWriter();

  node(node: ProtoNode, context: Context): void {
    if (node.kind === 'scalar') this.#scalar(node.value, context.indent);
    else if (node.kind === 'value') this.node(node.of, context);
    else if ('items' in node) this.#sequence(node.items, context);
    else this.#mapping(node.members, context.indent + STEP);
  }

  /** `- ` and an item of a sequence at `indent`. */
  item(node: ProtoNode, indent: number): void {
    this.writer.indent(indent);
    this.writer.indicator('-', { needsBlank: true, indents: true });
    this.node(node, { indent, inMapping: false });
  }

  end(): void {
    this.writer.indent(0);
  }

  /** A sequence under a key is not indented. */
  #sequence(items: readonly ProtoNode[], { indent, inMapping }: Context): void {
    if (items.length === 0) this.writer.indicator('[]', { needsBlank: true, indents: false });
    const own = inMapping && !this.writer.atIndention ? indent : indent + STEP;
    for (const item of items) this.item(item, own);
  }

  #mapping(members: readonly Member[], indent: number): void {
    if (members.length === 0) this.writer.indicator('{}', { needsBlank: true, indents: false });
    for (const [key, value] of goSort(members, (a, b) => keyComesBefore(a[0], b[0]))) {
      const isSimple = !isMultiline(key) && Buffer.byteLength(key) <= LONGEST_SIMPLE_KEY;
      this.writer.indent(indent);
      if (!isSimple) this.writer.indicator('?', { needsBlank: true, indents: true });
      this.writer.string(key, indent + STEP, isSimple);
      if (!isSimple) this.writer.indent(indent);
      this.writer.indicator(':', { needsBlank: !isSimple, indents: !isSimple });
      this.node(value, { indent, inMapping: true });
    }
  }

  /** Of a scalar's further lines the indentation is one step deeper than what holds it. */
  #scalar(value: string | number | boolean | null, indent: number): void {
    if (typeof value === 'string') this.writer.string(value, indent + STEP, false);
    else this.writer.word(typeof value === 'number' ? yamlNumber(goJsonNumber(value)) : String(value));
  }
}
