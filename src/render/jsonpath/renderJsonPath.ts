import { safeBlock } from '../../text/safeText.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { evaluatePath } from './evaluatePath.js';
import { parseTemplate, type TemplateNode } from './parseTemplate.js';

/**
 * What `template` makes of `value`: in kubectl's form the texts and selected values as they come, values of one path with
 * blanks between; a plain expression gives one value a line. Strings are printed bare, all else as JSON.
 *
 * @throws UserError (exit 2) for a template that makes no sense.
 */
export function renderJsonPath(template: string, value: JsonValue): string {
  const nodes = parseTemplate(template);
  const [only] = nodes;
  if (only?.kind === 'path' && !template.includes('{')) {
    return evaluatePath(only.path, value)
      .map((found) => `${print(found)}\n`)
      .join('');
  }
  return renderNodes(nodes, value);
}

function renderNodes(nodes: readonly TemplateNode[], value: JsonValue): string {
  return nodes.map((node) => renderNode(node, value)).join('');
}

function renderNode(node: TemplateNode, value: JsonValue): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'path':
      return evaluatePath(node.path, value).map(print).join(' ');
    case 'range':
      return evaluatePath(node.path, value)
        .map((item) => renderNodes(node.body, item))
        .join('');
  }
}

function print(value: JsonValue): string {
  return safeBlock(typeof value === 'string' ? value : JSON.stringify(value));
}
