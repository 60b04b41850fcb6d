import { ExitCode } from '../ExitCode.js';
import { UserError, type UserErrorDetails } from '../UserError.js';

/** Throws a `UserError` (exit code 5) for content that is no JSON text at all, in the words of what it is. */
export function refuseForeignFormat(bytes: Buffer, name: string): void {
  const refuse = (message: string, hint: string): never => {
    const details: UserErrorDetails = { where: name, hint, exitCode: ExitCode.unreadable };
    throw new UserError(message, details);
  };
  const start = bytes.toString('latin1', 0, 1024).trimStart();
  if (bytes.length === 0) refuse('the file is empty', 'Was the command that wrote it successful?');
  if (start === '' && bytes.length <= 1024)
    refuse('the file holds nothing but blanks', 'Was the command that wrote it successful?');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    refuse('the file is compressed with gzip', 'Unpack it first: gunzip -c FILE');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    refuse('the file is UTF-16, not UTF-8', 'PowerShell writes UTF-16 with ">": use "| Out-File -Encoding utf8".');
  }
  if (/^<(?:!doctype html|html|head|body|title|h1|!--)/i.test(start)) {
    refuse(
      'the file is an HTML page, not JSON',
      'A server answered with a page, perhaps an error, in place of the proxy.',
    );
  }
}
