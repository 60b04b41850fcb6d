import type { JsonValue } from '../../text/json/JsonValue.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';

/** What an operator gives for a stream; `undefined` where there is nothing, and an empty text counts as nothing. */
export type ReadValue = (info: StreamInfo) => JsonValue | undefined;

/** Makes an operator of its argument; `undefined` for an argument that it does not take. */
export type MakeOperator = (argument: string | undefined) => ReadValue | undefined;

/** An operator without an argument. */
export function plain(read: ReadValue): MakeOperator {
  return (argument) => (argument === undefined || argument === '' ? read : undefined);
}
