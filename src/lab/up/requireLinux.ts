import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

const TOOLS = ['ip', 'nsenter', 'unshare', 'setpriv', 'iptables-nft-restore', 'iptables-legacy-restore'];

/** Why a lab cannot be built here; `undefined` if it can. */
function whyNoLab(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = TOOLS.filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))));
  return missing.length === 0 ? undefined : `no ${missing.join(', ')}: apt install iproute2 iptables util-linux`;
}

/** A `UserError` (exit 5) where no lab can be built. */
export function requireLinux(): void {
  const why = whyNoLab();
  if (why === undefined) return;
  throw new UserError(`a lab needs root on Linux: ${why}`, {
    exitCode: ExitCode.unreadable,
    hint: 'Run it as root, in a container or virtual machine if you like.',
  });
}
