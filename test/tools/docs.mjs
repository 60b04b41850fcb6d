// Writes docs/cli/, the command reference, from oclif.manifest.json: one page a first word, and a list of the commands.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MANIFEST } from './manifest.mjs';
import { ROOT } from './paths.mjs';

export const DOCS = join(ROOT, 'docs', 'cli');

const NOTE = '<!-- Generated from oclif.manifest.json by `npm run docs`: change the command, not this file. -->\n';

/** The pages as file name to text. */
export function generateDocs(manifest) {
  const commands = Object.values(manifest.commands).filter((command) => !command.hidden);
  const families = Map.groupBy(commands, (command) => command.id.split(':')[0]);
  const pages = [...families].map(([word, members]) => [`${word}.md`, page(word, members)]);
  return new Map([['README.md', index(families)], ...pages]);
}

function index(families) {
  const rows = [...families].flatMap(([word, members]) =>
    members.map(
      (command) => `| [\`${nameOf(command.id)}\`](${word}.md#${anchor(command.id)}) | ${cell(command.summary)} |`,
    ),
  );
  return [NOTE, '# Commands\n', '| command | what it does |', '|---|---|', ...rows, ''].join('\n');
}

function page(word, members) {
  return [NOTE, `# hopctl ${word}\n`, ...members.map(section)].join('\n');
}

function section(command) {
  const parts = [`## ${nameOf(command.id)}\n`, `${command.summary}.\n`];
  if (command.description) parts.push(`${command.description}\n`);
  parts.push(
    '```',
    `hopctl ${nameOf(command.id)}${Object.values(command.args).map(argument).join('')} [flags]`,
    '```\n',
  );
  if (command.aliases.length > 0) {
    parts.push(`Also: ${command.aliases.map((alias) => `\`hopctl ${nameOf(alias)}\``).join(', ')}.\n`);
  }
  const args = Object.values(command.args).filter((arg) => !arg.hidden);
  if (args.length > 0) {
    parts.push('| argument | meaning |', '|---|---|');
    parts.push(...args.map((arg) => `| \`${arg.name.toUpperCase()}\` | ${cell(arg.description)} |`), '');
  }
  parts.push('| flag | meaning |', '|---|---|', ...flagsOf(command).map(flagRow), '');
  if (command.examples?.length > 0) parts.push('Examples:\n', '```', ...command.examples.flatMap(example), '```\n');
  return parts.join('\n');
}

function flagsOf(command) {
  return Object.values(command.flags)
    .filter((flag) => !flag.hidden)
    .sort((a, b) => Number(a.helpGroup === 'GLOBAL') - Number(b.helpGroup === 'GLOBAL') || (a.name < b.name ? -1 : 1));
}

function flagRow(flag) {
  const chars = [flag.char, ...(flag.charAliases ?? [])].filter(Boolean).map((char) => `-${char}`);
  const names = [
    ...chars,
    ...[flag.name, ...(flag.aliases ?? [])].map((name) => `--${flag.allowNo ? '[no-]' : ''}${name}`),
  ];
  const value =
    flag.type === 'option' ? ` ${flag.helpValue ?? flag.options?.join('|') ?? flag.name.toUpperCase()}` : '';
  const extra = [
    flag.multiple ? 'may be repeated' : '',
    flag.default === undefined || flag.default === false ? '' : `default \`${flag.default}\``,
  ].filter(Boolean);
  const meaning = [flag.summary ?? flag.description, ...extra].filter(Boolean).join('; ');
  return `| \`${cell(names.join(', ') + value)}\` | ${cell(meaning)} |`;
}

function argument(arg) {
  const name = arg.name.toUpperCase() + (arg.multiple ? '…' : '');
  return arg.required ? ` ${name}` : ` [${name}]`;
}

function example(entry) {
  const { command, description } = typeof entry === 'string' ? { command: entry } : entry;
  const line = command.replace('<%= config.bin %>', 'hopctl').replace('<%= command.id %>', '');
  return description === undefined ? [line] : [`# ${description}`, line];
}

function nameOf(id) {
  return id.replaceAll(':', ' ');
}

function anchor(id) {
  return nameOf(id).replaceAll(' ', '-');
}

/** A cell of a Markdown table: one line, its bars escaped. */
function cell(text = '') {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(DOCS, { recursive: true, force: true });
  mkdirSync(DOCS, { recursive: true });
  const pages = generateDocs(JSON.parse(readFileSync(MANIFEST, 'utf8')));
  for (const [file, text] of pages) writeFileSync(join(DOCS, file), text);
}
