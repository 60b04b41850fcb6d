import type { Unknowns } from '../../istio/protojson/ProtoReader.js';

const LISTED = 3;

/** Notes on what the schema did not know while messages were read. */
export function describeUnknowns({ fields, types }: Unknowns): readonly string[] {
  return [
    ...(fields.size > 0 ? [`left out, as istioctl leaves out what it does not know: ${some(fields)}`] : []),
    ...(types.size > 0 ? [`of a type that istioctl does not know, printed as in the dump: ${some(types)}`] : []),
  ];
}

function some(names: ReadonlySet<string>): string {
  const listed = [...names].slice(0, LISTED).join(', ');
  return names.size > LISTED ? `${listed} and ${names.size - LISTED} more` : listed;
}
