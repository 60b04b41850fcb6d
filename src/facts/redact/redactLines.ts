import type { Placeholders } from './Placeholders.js';
import { sweepSecrets } from './sweepSecrets.js';

/** Sockets without the processes that own them (`ss -p`), whose names are no one's business. */
export function redactSockets(text: string, placeholders: Placeholders): string {
  return sweepSecrets(text.replace(/\s+users:\(\(.*\)\)/g, ''), placeholders);
}

/** Lines of `sysctl -a`: settings of the network stay. */
export function redactSysctls(text: string, placeholders: Placeholders): string {
  return text.replace(
    /^(\s*(?!net[./])\S+\s*[=:]\s*)(\S.*)$/gm,
    (_, name: string, value: string) => name + placeholders.of('text', value),
  );
}

/** `NAME ADDRESS…` without remarks. */
export function redactDns(text: string, placeholders: Placeholders): string {
  return sweepSecrets(
    text.replace(/#(.*)$/gm, (_, remark: string) =>
      remark.trim() === '' ? '#' : `# ${placeholders.of('comment', remark.trim())}`,
    ),
    placeholders,
  );
}
