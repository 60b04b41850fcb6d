import { badRequest } from '../server/Status.js';

const REQUIREMENT =
  /^\s*(?:(?<absent>!)?(?<bare>[\w./-]+)|(?<key>[\w./-]+)\s*(?<op>==|=|!=)\s*(?<value>[\w.-]*)|(?<setKey>[\w./-]+)\s+(?<set>in|notin)\s*\((?<values>[^)]*)\))\s*$/;

/** A label selector as `kubectl -l` takes it, as a test of labels. */
export function matchLabels(selector: string): (labels: ReadonlyMap<string, string>) => boolean {
  const requirements = selector.trim() === '' ? [] : selector.split(/,(?![^(]*\))/).map(parseRequirement);
  return (labels) => requirements.every((holds) => holds(labels));
}

function parseRequirement(text: string): (labels: ReadonlyMap<string, string>) => boolean {
  const groups = REQUIREMENT.exec(text)?.groups;
  if (groups === undefined) throw badRequest(`unable to parse requirement: found '${text}'`);
  const { absent, bare, key, op, value = '', setKey, set, values = '' } = groups;
  if (bare !== undefined) return (labels) => labels.has(bare) === (absent === undefined);
  if (key !== undefined) return (labels) => (labels.get(key) === value) === (op !== '!=');
  const wanted = values.split(',').map((one) => one.trim());
  return (labels) => {
    const found = labels.get(setKey ?? '');
    return (found !== undefined && wanted.includes(found)) === (set === 'in');
  };
}
