const HEX = /^[0-9a-fA-F]$/;

/**
 * Unescapes letters, digits and `-._~`. A `%` that begins no escape stays, unless what is unescaped behind it would make it one:
 * then it becomes `%25`, as in `/%b%41` -> `/%25bA` (Chromium's url_canon_path.cc, CheckForNestedEscapes; measured).
 */
export function unescapeUnreserved(path: string): string {
  let out = '';
  let loose = -1;
  for (let i = 0; i < path.length; i++) {
    const char = path.charAt(i);
    const hex = path.slice(i + 1, i + 3);
    if (char !== '%') out += char;
    else if (!/^[0-9a-fA-F]{2}$/.test(hex)) {
      loose = out.length;
      out += char;
    } else {
      i += 2;
      const plain = String.fromCharCode(Number.parseInt(hex, 16));
      if (!/[A-Za-z0-9._~-]/.test(plain)) out += `%${hex}`;
      else if (loose >= 0 && nests(out.slice(loose + 1), plain, path.charAt(i + 1)))
        out = `${out.slice(0, loose)}%25${out.slice(loose + 1)}${plain}`;
      else out += plain;
    }
  }
  return out;
}

/** Whether a loose `%` with `between` behind it becomes an escape by an unescaped character, or by that and the next one. */
function nests(between: string, plain: string, next: string): boolean {
  if (between.length === 0) return HEX.test(plain) && HEX.test(next);
  return between.length === 1 && HEX.test(between) && HEX.test(plain);
}
