import { messageName, typeUrlOf } from '../../envoy/dump/field.js';
import { SECTION_LISTS } from '../../envoy/dump/sectionLists.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { AdminContext } from './AdminContext.js';
import { messageAnswer, plainRefusal, type AdminAnswer, type AdminRequest } from './AdminAnswer.js';
import { adminRegex } from './adminRegex.js';
import { applyMask } from './applyMask.js';
import { dumpEndpoints } from './dumpEndpoints.js';
import { redactSecrets } from './redactSecrets.js';
import { resourceNameOf } from './resourceNameOf.js';

const PREFIX = 'type.googleapis.com/';

/** Lists of all sections by the field's name. */
const LISTS = new Map(
  Object.values(SECTION_LISTS).flatMap((lists) => lists.map((list) => [list.field, list] as const)),
);

/** `/config_dump` with `mask`, `resource`, `name_regex` and `include_eds` (source/server/admin/config_dump_handler.cc). */
export function answerConfigDump({ query }: AdminRequest, context: AdminContext): AdminAnswer {
  const pattern = query.get('name_regex') ?? '';
  const regex = adminRegex(pattern, 'full');
  if (regex.kind === 'bad') {
    const body = `INVALID_ARGUMENT: Error while parsing name_regex from ${pattern}: ${regex.error}`;
    return { status: 400, contentType: 'text/plain', body };
  }
  const sections = sectionsOf(context, query.has('include_eds')).map((section) =>
    pattern === '' ? section : filterNames(section, regex.matches),
  );
  const mask = query.get('mask') ?? '';
  const resource = query.get('resource') ?? '';
  if (resource !== '') return answerResource(resource, mask, sections, context);
  return mask === '' ? dumpOf(sections) : answerMask(mask, sections, context);
}

function dumpOf(configs: readonly JsonValue[]): AdminAnswer {
  return messageAnswer(configs.length === 0 ? {} : { configs });
}

/** The sections, in Envoy's order; endpoints are those of now. */
function sectionsOf(context: AdminContext, withEndpoints: boolean): readonly JsonObject[] {
  const { value } = context.config.dump.document;
  const configs = isJsonObject(value) && isJsonArray(value.configs) ? value.configs : [];
  const sections = configs
    .filter(isJsonObject)
    .filter((section) => !typeUrlOf(section).endsWith('.EndpointsConfigDump'));
  const endpoints = withEndpoints ? dumpEndpoints(context) : undefined;
  const at = sections.findIndex((section) => typeUrlOf(section).endsWith('.ListenersConfigDump'));
  const all = endpoints === undefined ? sections : sections.toSpliced(at < 0 ? sections.length : at, 0, endpoints);
  return all.map(redactSecrets).filter(isJsonObject);
}

function filterNames(section: JsonObject, matches: (name: string) => boolean): JsonObject {
  const members = Object.entries(section).flatMap(([key, value]): readonly [string, JsonValue][] => {
    const list = LISTS.get(key);
    if (list === undefined || !isJsonArray(value)) return [[key, value]];
    const kept = value.filter((item) => isJsonObject(item) && matches(resourceNameOf(item, list)));
    return kept.length > 0 ? [[key, kept]] : [];
  });
  // A version is printed with what it is the version of.
  return Object.fromEntries(members);
}

function answerResource(
  name: string,
  mask: string,
  sections: readonly JsonObject[],
  { describeField }: AdminContext,
): AdminAnswer {
  const section = sections.find((candidate) => describeField(messageName(typeUrlOf(candidate)), name) !== undefined);
  if (section === undefined) return plainRefusal(`${name} not found in config dump`, 404);
  const type = messageName(typeUrlOf(section));
  const field = describeField(type, name);
  if (field?.isRepeated !== true)
    return plainRefusal(`${name} is not a repeated field. Use ?mask=${name} to get only this field`, 400);
  const elementType = field.typeName ?? '';
  const items = isJsonArray(section[name]) ? section[name].filter(isJsonObject) : [];
  const elements = items.map((item) => ({ '@type': PREFIX + elementType, ...item }));
  if (mask === '') return dumpOf(elements);
  const masked = elements.map((element) =>
    applyMask(element, pathsOf(mask), { typeName: elementType, describe: describeField, entersAny: true }),
  );
  if (masked.some((element) => element === undefined)) {
    const paths = mask.split(',').map((path) => `paths: "${path}"\n`);
    return plainRefusal(`FieldMask ${paths.join('')} could not be successfully used.`, 400);
  }
  return dumpOf(masked.filter((element) => element !== undefined));
}

function answerMask(mask: string, sections: readonly JsonObject[], { describeField }: AdminContext): AdminAnswer {
  const masked = sections.flatMap(
    (section) =>
      applyMask(section, pathsOf(mask), {
        typeName: messageName(typeUrlOf(section)),
        describe: describeField,
        entersAny: false,
      }) ?? [],
  );
  if (masked.length === 0)
    return plainRefusal(`FieldMask ${mask} could not be successfully applied to any configs.`, 400);
  return dumpOf(masked);
}

function pathsOf(mask: string): readonly (readonly string[])[] {
  return mask.split(',').map((path) => path.split('.'));
}
