import type { SetMetadata } from '../../model/filter/SetMetadata.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/**
 * `set_metadata.v3.Config` (source/extensions/filters/http/set_metadata/set_metadata_filter.cc): dynamic metadata for the filters behind it.
 * Merging (source/common/protobuf/utility.cc, StructUtil::update) goes into objects, appends to lists and replaces all else.
 */
export function evaluateSetMetadata({ values, unsupported }: SetMetadata, { context }: FilterSituation): FilterOutcome {
  const [field] = unsupported;
  if (field !== undefined) return { says: 'is not run here', because: [], opaque: `set_metadata: ${field}` };
  const dynamicMetadata = new Map(context.dynamicMetadata);
  for (const { namespace, value, merges } of values) {
    const known = dynamicMetadata.get(namespace);
    if (known === undefined) dynamicMetadata.set(namespace, value);
    else if (merges) dynamicMetadata.set(namespace, merged(known, value));
  }
  const names = [...new Set(values.map(({ namespace }) => namespace))].join(', ');
  return { says: `sets metadata of ${names}`, because: [], dynamicMetadata };
}

type Struct = Readonly<Record<string, unknown>>;

function merged(into: Struct, from: Struct): Struct {
  const entries = Object.entries(from).map(([key, value]) => {
    const old = Object.hasOwn(into, key) ? into[key] : undefined;
    if (isStruct(old) && isStruct(value)) return [key, merged(old, value)] as const;
    if (Array.isArray(old) && Array.isArray(value))
      return [key, [...(old as unknown[]), ...(value as unknown[])]] as const;
    return [key, value] as const;
  });
  return { ...into, ...Object.fromEntries(entries) };
}

function isStruct(value: unknown): value is Struct {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
