import type { DumpEntry } from '../../envoy/dump/ConfigDump.js';
import { objectField, objectsField, stringField, stringsField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeManagement } from '../table/describeManagement.js';
import { describeRouteMatch } from '../table/describeRouteMatch.js';
import { describeHeaderMatch, describeParameterMatch } from './describeMatchers.js';
import { describeRouteAction } from './describeRouteAction.js';
import { orDash, type WideTable } from './WideTable.js';

/** Every route of every virtual host in the order in which Envoy tries them, with all that it asks for and where it leads. */
export function wideRoutes(entries: readonly DumpEntry[]): WideTable {
  return {
    head: [
      'NAME',
      'STATE',
      'VHOST',
      'DOMAINS',
      'ROUTE',
      'PATH',
      'METHODS',
      'HEADERS',
      'QUERY',
      'ACTION',
      'VIRTUAL SERVICE',
    ],
    rows: entries.flatMap(({ name, state, resource }) =>
      objectsField(resource, 'virtual_hosts').flatMap((virtualHost) =>
        virtualHostRows(virtualHost).map((cells) => [orDash(name), state, ...cells]),
      ),
    ),
  };
}

function virtualHostRows(virtualHost: JsonObject): readonly (readonly string[])[] {
  const head = [orDash(stringField(virtualHost, 'name')), orDash(stringsField(virtualHost, 'domains').join(','))];
  const routes = objectsField(virtualHost, 'routes');
  if (routes.length === 0) return [[...head, '-', '-', '-', '-', '-', '404 (no routes)', '-']];
  return routes.map((route, index) => [...head, ...routeCells(route, index)]);
}

function routeCells(route: JsonObject, index: number): readonly string[] {
  const match = objectField(route, 'match');
  const headers = objectsField(match, 'headers');
  const isMethod = (header: JsonObject) => stringField(header, 'name') === ':method';
  const describeAll = (list: readonly JsonObject[]) => orDash(list.map(describeHeaderMatch).join('; '));
  return [
    stringField(route, 'name') ?? `#${index}`,
    orDash(describePath(route, match)),
    describeAll(headers.filter(isMethod)),
    describeAll(headers.filter((header) => !isMethod(header))),
    orDash(objectsField(match, 'query_parameters').map(describeParameterMatch).join('; ')),
    describeRouteAction(route),
    orDash(describeManagement(route)),
  ];
}

function describePath(route: JsonObject, match: JsonObject | undefined): string {
  const template = stringField(objectField(objectField(match, 'path_match_policy'), 'typed_config'), 'path_template');
  if (objectField(match, 'connect_matcher')) return 'CONNECT';
  return template === undefined ? describeRouteMatch(route) : `template ${template}`;
}
