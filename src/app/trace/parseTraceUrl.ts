import { parsePort } from '../../net/parsePort.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What a scheme means: the protocol inside, whether the application does TLS, and the port when the URL names none. */
interface Scheme {
  readonly kind: 'http' | 'grpc' | 'tcp' | 'udp';
  readonly tls: boolean;
  readonly port?: number;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  http: { kind: 'http', tls: false, port: 80 },
  https: { kind: 'http', tls: true, port: 443 },
  grpc: { kind: 'grpc', tls: false },
  grpcs: { kind: 'grpc', tls: true, port: 443 },
  tcp: { kind: 'tcp', tls: false },
  tls: { kind: 'tcp', tls: true, port: 443 },
  udp: { kind: 'udp', tls: false },
};

/** A URL of trace-request, taken apart. */
export interface TraceUrl {
  readonly kind: Scheme['kind'];
  readonly tls: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether the URL wrote the port: it is then part of the Host header. */
  readonly portWritten: boolean;
  /** With query, at least `/`. */
  readonly path: string;
}

/** Reads `scheme://host[:port][/path][?query]`; without a scheme it is http, as with curl. What is no URL is a usage error. */
export function parseTraceUrl(text: string): TraceUrl {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[^\]]+\]|[^/?#:]*)(?::(\d*))?([/?][^#]*)?(#.*)?$/i.exec(text);
  const [, schemeName = 'http', hostText = '', portText, rest = '', fragment] = match ?? [];
  const scheme = SCHEMES[schemeName.toLowerCase()];
  if (match === null || hostText === '' || hostText.includes('@'))
    return usage(
      `${JSON.stringify(text)} is no URL`,
      'For example http://catalog:8080/items?x=1, tcp://redis.data:6379.',
    );
  if (scheme === undefined || !Object.hasOwn(SCHEMES, schemeName.toLowerCase()))
    return usage(
      `${JSON.stringify(text)}: the scheme ${schemeName} is not known`,
      `One of ${Object.keys(SCHEMES).join(', ')}.`,
    );
  if (fragment !== undefined)
    return usage(`${JSON.stringify(text)}: a fragment is never sent`, 'Leave out what follows #.');
  const written = portText !== undefined && portText !== '';
  const port = written ? parsePort(portText) : scheme.port;
  if (port === undefined)
    return usage(
      `${JSON.stringify(text)}: ${written ? `${portText} is no port` : `${schemeName}:// needs a port`}`,
      `For example ${schemeName}://${hostText}:9000.`,
    );
  const path = rest.startsWith('?') ? `/${rest}` : rest === '' ? '/' : rest;
  return {
    kind: scheme.kind,
    tls: scheme.tls,
    host: hostText.replace(/^\[|\]$/g, ''),
    port,
    portWritten: written && port !== scheme.port,
    path,
  };
}

function usage(message: string, hint: string): never {
  throw new UserError(message, { exitCode: ExitCode.usage, hint });
}
