import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { joinPointer } from '../../text/json/pointer.js';
import type { BootstrapSection, ConfigDump, UnknownElement } from './ConfigDump.js';
import { field, fieldKey, objectField, stringField, typeUrlOf } from './field.js';
import { notADump } from './notADump.js';
import { recogniseElement } from './recogniseElement.js';
import { SectionGatherer } from './SectionGatherer.js';

/**
 * Indexes a `/config_dump` answer or any part of one: masked dumps; one section; lists of a section's items
 * (`?resource=`), of resources, or a single one, with `@type` or recognised by their fields; `configs` as a list or as an
 * object; admin API v3 and v2alpha; snake_case and camelCase. Of a repeated section the last counts; ECDS sections are
 * joined. Resources are not looked into.
 *
 * @throws UserError (exit 5) for a document that holds nothing of a config_dump; it says what the document is if it can.
 */
export function readConfigDump(document: JsonDocument): ConfigDump {
  const sections = new SectionGatherer();
  const unknown: UnknownElement[] = [];
  let bootstrap: BootstrapSection | undefined;
  for (const { value, at, listAt } of elementsOf(document)) {
    const element = isJsonObject(value) ? recogniseElement(value) : undefined;
    if (element === undefined || !isJsonObject(value)) unknown.push({ at, typeUrl: typeUrl(value), value });
    else if (element.kind === 'bootstrap')
      bootstrap = { at, bootstrap: value, lastUpdated: undefined, value: { bootstrap: value } };
    else if (element.kind === 'bootstrap-section') bootstrap = readBootstrap(value, at);
    else sections.add(element, value, at, listAt);
  }
  return { document, bootstrap, ...sections.sections(), unknown };
}

interface Place {
  readonly value: JsonValue;
  readonly at: string;
  /** Pointer of the list that holds the element. */
  readonly listAt: string;
}

function elementsOf(document: JsonDocument): readonly Place[] {
  const { value, name } = document;
  if (isJsonArray(value)) {
    if (value.length > 0 && !value.some((item) => isJsonObject(item) && recogniseElement(item)))
      throw notADump(value, name);
    return placesIn(value, '');
  }
  if (!isJsonObject(value)) throw notADump(value, name);
  const configs = field(value, 'configs');
  if (isJsonArray(configs)) return placesIn(configs, '/configs');
  if (isJsonObject(configs)) {
    return Object.entries(configs).map(([key, item]) => ({
      value: item,
      at: joinPointer('/configs', key),
      listAt: '/configs',
    }));
  }
  if (recogniseElement(value) === undefined) {
    // An answer with an empty mask is `{}`.
    if (Object.keys(value).length === 0) return [];
    throw notADump(value, name);
  }
  return [{ value, at: '', listAt: '' }];
}

function placesIn(list: readonly JsonValue[], listAt: string): readonly Place[] {
  return list.map((value, index) => ({ value, at: joinPointer(listAt, index), listAt }));
}

function typeUrl(value: JsonValue): string {
  return isJsonObject(value) ? typeUrlOf(value) : '';
}

function readBootstrap(value: JsonObject, at: string): BootstrapSection {
  const key = fieldKey(value, 'bootstrap');
  return {
    at: key === undefined ? at : joinPointer(at, key),
    bootstrap: objectField(value, 'bootstrap') ?? {},
    lastUpdated: stringField(value, 'last_updated'),
    value,
  };
}
