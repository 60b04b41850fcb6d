import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { textAt } from '../objects/json.js';
import { nameOf, type KubeObject } from '../objects/KubeObject.js';
import { resourceName, type ResourceType } from '../resources/ResourceType.js';
import { ageSince } from './ageSince.js';
import { COLUMNS } from './columnsByType.js';

/** A column of the table of a type. */
export interface Column {
  readonly name: string;
  readonly format?: string;
  /** 1: only with `-o wide`. */
  readonly priority?: number;
  readonly cell: (object: KubeObject, now: number) => JsonValue;
}

const NAME: Column = { name: 'Name', format: 'name', cell: nameOf };
const AGE: Column = {
  name: 'Age',
  cell: (object, now) => ageSince(textAt(object, 'metadata', 'creationTimestamp'), now),
};

/** The columns of a type; name and age if nothing else is known of it. */
export function columnsOf(type: ResourceType): readonly Column[] {
  const own = COLUMNS[resourceName(type)] ?? [];
  const plain = own.filter(({ priority = 0 }) => priority === 0);
  return [NAME, ...plain, AGE, ...own.filter(({ priority = 0 }) => priority > 0)];
}
