import { join } from 'node:path';
import { listPages, readPage } from '../sources/file/pages.js';
import { ExitCode } from '../text/ExitCode.js';
import { nearestWord } from '../text/nearestWord.js';
import { UserError } from '../text/UserError.js';

/** What a word is that hopctl explains. */
export type ExplainedKind = 'verdict' | 'response flag' | 'exit code';

/** A page of `docs/verdicts/`. */
export interface Explanation {
  readonly word: string;
  readonly kind: ExplainedKind;
  /** The rest of its heading: what the word says, in a few words. */
  readonly title: string;
  /** What stands below the heading: Markdown. */
  readonly text: string;
}

const HEADING = /^# \S+: (?<title>.+)\n+(?<text>[^]*)$/;

/**
 * The pages of all words, or of the one that is asked for, in whatever case it is written.
 *
 * @param root The package's folder, which has the pages in `docs/verdicts`.
 * @throws UserError (usage) for a word that has no page.
 */
export async function explainWords(root: string, word?: string): Promise<readonly Explanation[]> {
  const folder = join(root, 'docs', 'verdicts');
  const names = await listPages(folder);
  const wanted = names.filter((name) => word === undefined || name.toLowerCase() === word.trim().toLowerCase());
  if (word === undefined || wanted.length > 0) {
    const pages = await Promise.all(wanted.map(async (name) => parsePage(name, await readPage(folder, name))));
    return pages.sort(byWord);
  }
  const nearest = nearestWord(word, names);
  throw new UserError(`no verdict, response flag or exit code is called "${word}"`, {
    exitCode: ExitCode.usage,
    hint: nearest === undefined ? 'hopctl explain lists the words' : `did you mean ${nearest}?`,
  });
}

/** Exit codes as numbers. */
function byWord(a: Explanation, b: Explanation): number {
  return a.word.localeCompare(b.word, 'en', { numeric: true });
}

function parsePage(word: string, page: string): Explanation {
  const groups = HEADING.exec(page)?.groups;
  return { word, kind: kindOf(word, page), title: groups?.title ?? '', text: groups?.text ?? page };
}

function kindOf(word: string, page: string): ExplainedKind {
  if (/^\d+$/.test(word)) return 'exit code';
  return page.includes('\nVerdict, ') ? 'verdict' : 'response flag';
}
