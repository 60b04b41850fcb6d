import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles } from './sourceFiles.js';

const FILES = sourceFiles();

describe('the files of src', () => {
  test('no file has more than 200 lines', () => {
    expect(FILES.filter(({ text }) => lines(text) > 200).map(({ path }) => path)).toEqual([]);
  });

  test('half of the files have at most 80 lines, half of the commands at most 60', () => {
    const commands = FILES.filter(({ path }) => path.startsWith('src/commands/'));
    expect(median(FILES.map(({ text }) => lines(text)))).toBeLessThanOrEqual(80);
    expect(median(commands.map(({ text }) => lines(text)))).toBeLessThanOrEqual(60);
  });

  test('every folder has a README.md', () => {
    const folders = new Set(FILES.map(({ path }) => dirname(path)));
    expect([...folders].filter((folder) => !existsSync(join(ROOT, folder, 'README.md')))).toEqual([]);
  });

  test('nothing is silenced or left for later', () => {
    const hidden = /eslint-disable|@ts-(?:ignore|expect-error|nocheck)|\bas unknown as\b|\b(?:TODO|FIXME|XXX)\b/;
    expect(FILES.filter(({ text }) => hidden.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('nothing has the type any', () => {
    expect(FILES.filter(({ path, text }) => hasAny(parse(path, text))).map(({ path }) => path)).toEqual([]);
  });

  test('only commands have a default export', () => {
    const others = FILES.filter(({ path }) => !path.startsWith('src/commands/') || path.includes('/base/'));
    expect(others.filter(({ text }) => /^export default |\bas default\b/m.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test('every export has a doc comment', () => {
    expect(FILES.flatMap(({ path, text }) => undocumentedExports(path, text))).toEqual([]);
  });
});

test('an export without a doc comment is found', () => {
  const text =
    '/** Said. */\nexport const a = 1;\n// No.\nexport function b(): void {}\nexport type C = 1;\nexport { a as d };';
  expect(undocumentedExports('x.ts', text)).toEqual(['x.ts: b', 'x.ts: C']);
});

test('a type any is found, the word is not', () => {
  expect(hasAny(parse('x.ts', 'const a = (b: any) => b;'))).toBe(true);
  expect(hasAny(parse('x.ts', "const a = { any: true, b: 'any' }; // : any"))).toBe(false);
});

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

function hasAny(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.AnyKeyword || ts.forEachChild(node, (child) => hasAny(child) || undefined) === true
  );
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Named declarations that a file exports. Of overloads one is enough. */
function undocumentedExports(path: string, text: string): readonly string[] {
  const exported = parse(path, text).statements.filter(
    (statement) =>
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword),
  );
  const documented = new Set(exported.filter(hasDocComment).map(nameOf));
  return [...new Set(exported.map(nameOf))].filter((name) => !documented.has(name)).map((name) => `${path}: ${name}`);
}

function hasDocComment(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).some(ts.isJSDoc);
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText() ?? '';
  return 'name' in statement ? (statement.name as ts.Identifier).text : '';
}
