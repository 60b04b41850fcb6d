import { parseIp } from '../../net/IpAddress.js';
import { labError, type LabFields } from './LabFields.js';

/** A list of IP addresses in canonical text (exit 2 for anything else). */
export function readIps({ fields, where }: LabFields, key: string): readonly string[] {
  return fields.strings(key).map((text) => {
    const ip = parseIp(text);
    if (ip === undefined) throw labError(`${where}: ${key}`, `${JSON.stringify(text)} is no IP address`);
    return ip.text;
  });
}
