import type { ExplainedKind, Explanation } from '../app/explainWords.js';
import type { Palette } from '../text/Palette.js';

const TITLES: Readonly<Record<ExplainedKind, string>> = {
  verdict: 'Verdicts',
  'response flag': "Envoy's response flags",
  'exit code': 'Exit codes',
};

/** One page as text for a terminal: Markdown's marks become style, its code marks stay off. */
export function renderExplanation({ word, title, text }: Explanation, palette: Palette): string {
  const body = text.replace(/\*\*(.+?)\*\*/g, (_, strong: string) => palette.strong(strong)).replaceAll('`', '');
  return `${palette.heading(`${word}: ${title}`)}\n\n${body}`;
}

/** The list of all words, by kind, with what each says. */
export function renderExplanationList(explanations: readonly Explanation[], palette: Palette): string {
  const kinds = ['verdict', 'response flag', 'exit code'] as const;
  const width = Math.max(...explanations.map(({ word }) => word.length));
  const sections = kinds.map((kind) => {
    const rows = explanations.filter((explanation) => explanation.kind === kind);
    const lines = rows.map(({ word, title }) => `  ${word.padEnd(width)}  ${title}\n`);
    return `${palette.heading(TITLES[kind])}\n${lines.join('')}`;
  });
  return `${sections.join('\n')}\nhopctl explain WORD says more.\n`;
}
