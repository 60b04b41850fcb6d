import type { HttpRequest } from '../model/HttpRequest.js';
import { headerValues } from './headers.js';

/** The value of a cookie (source/common/http/utility.cc, parseCookieValue): no space around `=`, outer quotes dropped. */
export function cookieValue(request: HttpRequest, name: string): string | undefined {
  for (const pair of headerValues(request, 'cookie').flatMap((line) => line.split(';'))) {
    const text = pair.trim();
    if (!text.startsWith(`${name}=`)) continue;
    const value = text.slice(name.length + 1);
    return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  }
  return undefined;
}
