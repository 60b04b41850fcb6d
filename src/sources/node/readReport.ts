import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { NodeReport, ReportFile, ReportGap } from './NodeReport.js';
import { SCRIPT_VERSION } from './script/nodeScript.js';

const NEWLINE = 0x0a;
const BAR = 0x7c;

/**
 * Takes apart what the script printed: bytes, of which only those behind a bar need not be ASCII.
 *
 * @param where who printed it, for errors
 * @throws UserError (exit 5) for what is no output of the script or was cut off, and for what the script says went wrong
 */
export function readReport(bytes: Uint8Array, where: string): NodeReport {
  const lines = linesOf(bytes);
  const head = lines.next();
  if (head.done === true || decode(head.value) !== `hopctl-node ${SCRIPT_VERSION}`)
    throw unreadable('what ran there did not answer as it should', where);
  const facts = new Map<string, string>();
  const files: ReportFile[] = [];
  const gaps: ReportGap[] = [];
  for (const bytesOfLine of lines) {
    const [word = '', name = '', rest = ''] = splitWords(decode(bytesOfLine));
    switch (word) {
      case 'fact':
        facts.set(name, rest);
        break;
      case 'file':
        files.push(readFile(name, rest, lines, where));
        break;
      case 'none': {
        const [kind = '', why = ''] = splitWords(rest, 2);
        gaps.push({ name, kind: kind === 'absent' ? 'absent' : 'unreadable', why });
        break;
      }
      case 'failed':
        throw failed(name, rest, where);
      case 'done':
        return { facts, files, gaps };
      default:
        throw unreadable('what ran there did not answer as it should', where);
    }
  }
  throw unreadable('what was read is cut off: the connection, or what ran there, ended early', where);
}

/** The lines of a file behind bars, its end, and its complaints. */
function readFile(name: string, command: string, lines: Iterator<Uint8Array>, where: string): ReportFile {
  const content: Uint8Array[] = [];
  let line = lines.next();
  for (; line.done !== true && line.value[0] === BAR; line = lines.next()) content.push(line.value.subarray(1));
  const isClosed = line.done !== true && line.value.length === 0;
  if (isClosed) line = lines.next();
  const complaints: string[] = [];
  for (; line.done !== true; line = lines.next()) {
    const text = decode(line.value);
    const [, status] = /^!status ([0-9]+)$/.exec(text) ?? [];
    if (status !== undefined)
      return {
        name,
        command,
        bytes: join(content, isClosed),
        complaints: complaints.filter((complaint) => complaint !== ''),
        status: Number(status),
      };
    if (!text.startsWith('!')) break;
    complaints.push(text.slice(1));
  }
  throw unreadable(`what was read is cut off in ${name}`, where);
}

function join(lines: readonly Uint8Array[], isClosed: boolean): Uint8Array {
  const newline = Uint8Array.of(NEWLINE);
  const parts = lines.flatMap((line, i) => (i < lines.length - 1 || isClosed ? [line, newline] : [line]));
  return Buffer.concat(parts);
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array, undefined> {
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(NEWLINE, from);
    // What follows the last end of line was cut off.
    if (end < 0) return undefined;
    yield bytes.subarray(from, end);
    from = end + 1;
  }
  return undefined;
}

/** The first `count - 1` words, and all that follows them. */
function splitWords(text: string, count = 3): readonly string[] {
  const words = text.split(' ');
  return [...words.slice(0, count - 1), words.slice(count - 1).join(' ')];
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** What to do about what the script gives as the reason. */
const HINTS: Readonly<Record<string, string>> = {
  'not-found': 'Has it ended, was it started again, or does it run on another node?',
  ambiguous: 'Give more digits of the id.',
  'no-permission': 'It takes root: CAP_SYS_ADMIN and CAP_SYS_PTRACE to enter, CAP_NET_ADMIN to read.',
  'no-tool': 'Run it where util-linux or busybox is: --node-image names an image.',
};

function failed(kind: string, why: string, where: string): UserError {
  const hint = Object.hasOwn(HINTS, kind) ? HINTS[kind] : undefined;
  return new UserError(why, { where, exitCode: ExitCode.unreadable, ...(hint === undefined ? {} : { hint }) });
}

function unreadable(message: string, where: string): UserError {
  return new UserError(message, { where, exitCode: ExitCode.unreadable });
}
