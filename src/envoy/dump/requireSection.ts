import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { SECTION_MESSAGES, type BootstrapSection, type ConfigDump, type SectionKind } from './ConfigDump.js';

/** The section of `dump`. @throws UserError (exit 5) when the dump does not hold it. */
export function requireSection<Kind extends SectionKind>(dump: ConfigDump, kind: Kind): NonNullable<ConfigDump[Kind]> {
  const section = dump[kind];
  if (!section) throw absent(dump, SECTION_MESSAGES[kind]);
  return section;
}

/** The bootstrap of `dump`. @throws UserError (exit 5) when the dump does not hold it. */
export function requireBootstrap(dump: ConfigDump): BootstrapSection {
  if (!dump.bootstrap) throw absent(dump, 'BootstrapConfigDump');
  return dump.bootstrap;
}

function absent(dump: ConfigDump, message: string): UserError {
  const { name } = dump.document;
  return new UserError(`no ${message} in ${name}: was the dump masked?`, {
    where: name,
    hint: 'Take the whole dump: GET /config_dump?include_eds.',
    exitCode: ExitCode.unreadable,
  });
}
