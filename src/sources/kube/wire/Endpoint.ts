/** How an API server is reached. */
export interface Endpoint {
  /** `https://10.0.0.1:6443`, perhaps with a path that everything is below. */
  readonly url: URL;
  /** PEM; `undefined`: the system's authorities. */
  readonly ca: string | undefined;
  readonly insecure: boolean;
  /** The name that the certificate has to have; `undefined`: the URL's. */
  readonly serverName: string | undefined;
  /** `undefined`: none. May hold a name with password. */
  readonly proxy: URL | undefined;
}

/** The port of an URL, or its scheme's. */
export function portOf(url: URL): number {
  const usual: Readonly<Record<string, number>> = { 'https:': 443, 'socks5:': 1080, 'socks5h:': 1080 };
  return url.port === '' ? (usual[url.protocol] ?? 80) : Number(url.port);
}

/** The host of an URL without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
