import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { resourceName, type ResourceType } from '../resources/ResourceType.js';

/** An answer that is a `Status` of a failure. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    /** Empty where the server gives none. */
    readonly reason: string,
    message: string,
    readonly details: JsonObject = {},
    /** Further headers of the answer. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The body. */
  get status(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(Object.keys(this.details).length === 0 ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** 404 of an object. */
export function notFound(type: ResourceType, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${resourceName(type)} "${name}" not found`, {
    name,
    ...groupOf(type),
    kind: type.plural,
  });
}

/** 404 of a path. */
export function noSuchPath(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource');
}

/** 404 of the namespace that something is to be put into. */
export function noNamespace(name: string): StatusError {
  return new StatusError(404, 'NotFound', `namespaces "${name}" not found`, { name, kind: 'namespaces' });
}

/** 409 of a name that is taken. */
export function alreadyExists(type: ResourceType, name: string): StatusError {
  return new StatusError(409, 'AlreadyExists', `${resourceName(type)} "${name}" already exists`, {
    name,
    ...groupOf(type),
    kind: type.plural,
  });
}

/** 409 of an update of what was changed meanwhile. */
export function conflict(type: ResourceType, name: string): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resourceName(type)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { name, ...groupOf(type), kind: type.plural },
  );
}

/** 400. */
export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/** 401: no credentials that the server knows. */
export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/** 405. */
export function methodNotAllowed(): StatusError {
  return new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
}

/** 422 of an object that is not valid. `problem`: as the server words it (`spec.x: Required value`). */
export function invalid(kind: string, name: string, problem: string): StatusError {
  return new StatusError(422, 'Invalid', `${kind} "${name}" is invalid: ${problem}`, { name, kind });
}

/** 500. */
export function internalError(message: string): StatusError {
  return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] });
}

function groupOf({ group }: ResourceType): JsonObject {
  return group === '' ? {} : { group };
}
