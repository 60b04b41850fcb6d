/**
 * Host and port of an absolute URL as Envoy's `Url` gives them, a text that is no URL; neither is changed: a
 * port that goes without saying stays, so do capital letters (source/common/http/utility.cc, Url::initialize);
 * undefined: a URL of an unusual form.
 */
export function hostAndPort(url: string): string | undefined {
  const match = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?:\w+@)?([a-zA-Z0-9._-]+)((?::\d{1,5})?)(?:[/?#].*)?$/.exec(url);
  if (match !== null) return `${match[1] ?? ''}${match[2] ?? ''}`;
  return /[:/]/.test(url) ? undefined : url;
}
