/** A word of nft's text. Punctuation (`{ } ( ) , ;`) and line ends are tokens of their own. */
export interface NftToken {
  readonly kind: 'word' | 'quoted' | 'punctuation' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /(\n)|(#[^\n]*)|"([^"\n]*)"|([{}(),;])|([^\s{}(),;"#]+)|[^\S\n]+|"/gy;

/** Cuts the text into tokens; comments (`# handle 4`) are left out. */
export function tokenise(text: string): readonly NftToken[] {
  const tokens: NftToken[] = [];
  let line = 1;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, newline, , quoted, punctuation, word] = match;
    const at = { line, start: match.index, end: match.index + whole.length };
    if (newline !== undefined) {
      tokens.push({ kind: 'newline', text: '\n', ...at });
      line += 1;
    } else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, ...at });
    else if (punctuation !== undefined) tokens.push({ kind: 'punctuation', text: punctuation, ...at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, ...at });
    else if (whole === '"') tokens.push({ kind: 'punctuation', text: '"', ...at });
  }
  tokens.push({ kind: 'end', text: '', line, start: text.length, end: text.length });
  return tokens;
}
