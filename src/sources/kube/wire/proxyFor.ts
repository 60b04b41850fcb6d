import { cidrContains, parseCidr } from '../../../net/Cidr.js';
import { isLoopback, parseIp } from '../../../net/IpAddress.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { hostOf, portOf } from './Endpoint.js';

/**
 * The proxy towards `server`: that of the kubeconfig (`proxy-url`), else that of the environment, as Go has it
 * (golang.org/x/net/http/httpproxy): HTTPS_PROXY or HTTP_PROXY by the server's scheme, in upper or lower case, unless the host is
 * this machine or NO_PROXY lists it (`*`, names with or without leading dot, addresses, CIDRs, each perhaps with a port).
 */
export function proxyFor(
  server: URL,
  own: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): URL | undefined {
  if (own !== undefined && own !== '') return parseProxy(own, 'proxy-url');
  const variable = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = either(environment, variable);
  if (text === '' || isExcepted(server, either(environment, 'NO_PROXY'))) return undefined;
  return parseProxy(text.includes('://') ? text : `http://${text}`, variable);
}

function either(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const upper = environment[name] ?? '';
  return upper === '' ? (environment[name.toLowerCase()] ?? '') : upper;
}

/** The URL may hold a password: no message quotes it. */
function parseProxy(text: string, where: string): URL {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^(?:https?|socks5h?):$/.test(url.protocol) && url.hostname !== '') return url;
  }
  throw new UserError('the proxy is no URL that begins with http://, https:// or socks5://', {
    where,
    exitCode: ExitCode.unreadable,
  });
}

function isExcepted(server: URL, list: string): boolean {
  const host = hostOf(server).toLowerCase().replace(/\.$/, '');
  const ip = parseIp(host);
  if (host === 'localhost' || (ip !== undefined && isLoopback(ip))) return true;
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const cidr = entry.includes('/') ? parseCidr(entry) : undefined;
      if (cidr !== undefined) return ip !== undefined && cidrContains(cidr, ip);
      const [, name = entry, port] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      if (port !== undefined && Number(port) !== portOf(server)) return false;
      const bare = name.replace(/^\[|\]$/g, '');
      if (ip !== undefined) return parseIp(bare)?.text === ip.text;
      const suffix = bare.replace(/^\*?\./, '');
      return host.endsWith(`.${suffix}`) || (host === suffix && !/^\*?\./.test(bare));
    });
}
