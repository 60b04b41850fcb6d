const TOKEN = /<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w-]*)((?: [A-Za-z][\w-]*="[^"<]*")*)(\/?)>|[^<]+/gy;
const TEXT = /^(?:[^&<]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)*$/;

/** Why a text is no well-formed XML 1.0 document of the plain kind (elements, attributes, text); undefined when it is one. */
export function whyNotWellFormed(xml: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(xml); token !== null; token = TOKEN.exec(xml)) {
    const [text, closing, name, attributes = '', empty] = token;
    at = TOKEN.lastIndex;
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return `a control character in ${text}`;
    if (name === undefined) {
      if (text.startsWith('<')) continue;
      if (!TEXT.test(text)) return `a bare & in ${text}`;
      if (open.length === 0 && text.trim() !== '') return `text outside of the root: ${text}`;
      continue;
    }
    for (const [, value = ''] of attributes.matchAll(/="([^"]*)"/g))
      if (!TEXT.test(value)) return `a bare & in ${value}`;
    if (open.length === 0 && closing === '') roots += 1;
    if (closing === '' && empty === '') open.push(name);
    if (closing !== '' && open.pop() !== name) return `</${name}> closes another element`;
  }
  if (at !== xml.length) return `no token at ${xml.slice(at, at + 20)}`;
  if (open.length > 0) return `<${open.join('><')}> is not closed`;
  return roots === 1 ? undefined : `${roots} root elements`;
}
