import { labError, textsOf, type LabFields } from './LabFields.js';

/** Words with dots between; `/` in a word stands for a dot of a name, as sysctl(8) has it. */
const NAME = /^net(?:\.[\w:@-]+(?:\/[\w:@-]+)*)+$/;

const VALUE = /^[\w.-]+(?: [\w.-]+)*$/;

/** A pod's `sysctls`: those of its network namespace alone, for any other is the whole machine's (exit 2). */
export function readSysctls(at: LabFields): Readonly<Record<string, string>> {
  const sysctls = textsOf(at, 'sysctls');
  for (const [name, value] of Object.entries(sysctls)) {
    const where = `${at.where}: sysctls`;
    if (!NAME.test(name)) throw labError(where, `${JSON.stringify(name)} is no sysctl of a network namespace`);
    if (!VALUE.test(value)) throw labError(where, `${JSON.stringify(value)} is no value of ${name}`);
  }
  return sysctls;
}
