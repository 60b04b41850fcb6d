import { randomBytes } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { textAt } from '../objects/json.js';

/** The status of a container that runs. */
export function runningStatus(container: JsonValue, startedAt: string): JsonObject {
  return {
    ...commonStatus(container),
    containerID: `containerd://${randomBytes(32).toString('hex')}`,
    state: { running: { startedAt } },
    ready: true,
    started: true,
  };
}

/** The status of one that waits. */
export function waitingStatus(container: JsonValue, reason: string, message = ''): JsonObject {
  return {
    ...commonStatus(container),
    state: { waiting: { reason, ...(message === '' ? {} : { message }) } },
    ready: false,
    started: false,
  };
}

/** A container's status after it has ended. */
export function endedStatus(before: JsonValue, exitCode: number, finishedAt: string): JsonObject {
  const startedAt = textAt(before, 'state', 'running', 'startedAt');
  const containerID = textAt(before, 'containerID');
  return {
    ...(typeof before === 'object' && before !== null && !Array.isArray(before) ? (before as JsonObject) : {}),
    state: {
      terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt, finishedAt, containerID },
    },
    ready: false,
    started: false,
  };
}

function commonStatus(container: JsonValue): JsonObject {
  const image = textAt(container, 'image');
  return { name: textAt(container, 'name'), image, imageID: image, lastState: {}, restartCount: 0 };
}
