/** The port that `text` writes in decimal, 0 to 65535, without sign or leading zeros; else `undefined`. */
export function parsePort(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,4})$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65535 ? port : undefined;
}
