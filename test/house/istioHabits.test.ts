import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from './sourceFiles.js';

/** Floors that have to be right for any Envoy, any network namespace and any cluster; and the walk over them. */
const NEUTRAL = /^src\/(?:net|text|logic|envoy|netfilter|kube|facts|sources|trace|check)\//;

/** Ports, ids, addresses, names of chains, clusters and listeners that are special to Istio alone. */
const HABIT =
  /\b(?:15001|15006|15008|15020|15021|15053|15090|1337|127\.0\.0\.6)\b|ISTIO_(?!MUTUAL)|istio-(?:init|proxy|validation|h2|http)|(?:outbound|inbound)\||virtual(?:Outbound|Inbound)|(?:Passthrough|BlackHole)Cluster/;

describe("Istio's habits are at home in istio/", () => {
  test('no file of another floor has one of its ports, ids or names in its code', () => {
    const files = sourceFiles().filter(({ path }) => NEUTRAL.test(path));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(({ path, text }) => habits(path, text))).toEqual([]);
  });

  test.each([
    ['const port = 15001;', ['15001']],
    ["const port = '15_006';", []],
    ['const chain = `ISTIO_${name}`;', ['ISTIO_']],
    ["const name = 'outbound|80||a.b';", ['outbound|80||a.b']],
    ['const uid = /^1337$/;', ['/^1337$/']],
    ['const port = 8080; // 15001 elsewhere', []],
    ["import { a } from './istio-proxy.js';", []],
  ])('of %j it finds %j', (code, found) => expect(habits('x.ts', code)).toEqual(found.map((one) => `x.ts: ${one}`)));
});

/** The literals with a habit in them; comments and imports may name one. */
function habits(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)) {
      if (HABIT.test(node.text)) found.push(`${path}: ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
  return found;
}
