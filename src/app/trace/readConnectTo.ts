import { parsePort } from '../../net/parsePort.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TraceUrl } from './parseTraceUrl.js';

/**
 * curl's `--connect-to HOST1:PORT1:HOST2:PORT2`: the first entry whose host and port are the URL's (empty: any) says where
 * to connect instead; the Host header and SNI stay.
 */
export function readConnectTo(
  entries: readonly string[],
  url: TraceUrl,
): { readonly host: string; readonly port: number } | undefined {
  for (const entry of entries) {
    const match = /^([^:]*|\[[^\]]*\]):(\d*):([^:]*|\[[^\]]*\]):(\d*)$/.exec(entry);
    const [, host1 = '', port1 = '', host2 = '', port2 = ''] = match ?? [];
    if (match === null)
      throw new UserError(`--connect-to ${JSON.stringify(entry)} is not host:port:host:port`, {
        exitCode: ExitCode.usage,
      });
    if (host1 !== '' && bare(host1) !== url.host) continue;
    if (port1 !== '' && parsePort(port1) !== url.port) continue;
    return { host: host2 === '' ? url.host : bare(host2), port: parsePort(port2) ?? url.port };
  }
  return undefined;
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
