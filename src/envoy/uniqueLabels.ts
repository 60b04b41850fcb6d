/** The texts as labels of a fork's branches: one that came before gets a number, `a`, `a#2`. */
export function uniqueLabels(texts: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text}#${count}`;
  });
}
