import type { LocalReply } from '../../model/LocalReply.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { firstHeader } from '../headers.js';
import { localReply } from '../localReply.js';

const NUMERIC: ReadonlySet<string> = new Set([
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-max-retries',
]);

/**
 * The router's `strict_check_headers` (source/common/router/router.cc, FilterUtility::StrictHeaderChecker): 400 with flag IH for a number
 * that is none. The retry policies of x-envoy-retry-on are not checked here: `unknown` when that header is sent.
 */
export function checkStrictHeaders(
  names: readonly string[],
  request: HttpRequest,
): { readonly reply?: LocalReply; readonly unknown?: string } {
  for (const name of names.map((one) => one.toLowerCase())) {
    const value = firstHeader(request, name);
    if (value === undefined) continue;
    if (!NUMERIC.has(name)) return { unknown: `whether the router accepts ${name}: ${value}` };
    if (!/^\d{1,15}$/.test(value)) {
      const details = `request_headers_failed_strict_check{${name}}`;
      return {
        reply: localReply(
          { status: 400, flags: 'IH', details, body: `invalid header '${name}' with value '${value}'` },
          request,
        ),
      };
    }
  }
  return {};
}
