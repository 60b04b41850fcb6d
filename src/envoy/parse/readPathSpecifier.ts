import type { PathSpecifier } from '../model/Route.js';
import { readExtension } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

const SPECIFIERS = [
  'prefix',
  'path',
  'path_separated_prefix',
  'safe_regex',
  'regex',
  'connect_matcher',
  'path_match_policy',
] as const;

// Envoy has one engine.
const HARMLESS = fieldNames('google_re2');

/** The oneof `path_specifier` of a RouteMatch; v2's `regex` is ECMAScript. */
export function readPathSpecifier(match: Message): PathSpecifier {
  const specifier = match.first(...SPECIFIERS);
  switch (specifier) {
    case undefined:
      return { kind: 'unsupported', field: 'path_specifier' };
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return { kind: specifier, value: match.string(specifier) };
    case 'safe_regex':
      return { kind: specifier, value: match.message(specifier)?.ignore(HARMLESS).string('regex') ?? '' };
    case 'regex':
      return { kind: 'ecmascript', value: match.string(specifier) };
    case 'connect_matcher':
      match.value(specifier);
      return { kind: specifier };
    case 'path_match_policy': {
      const policy = match.message(specifier);
      return policy ? readPathMatchPolicy(policy) : { kind: 'unsupported', field: specifier };
    }
  }
}

/** `path_match_policy`: `uri_template.v3.UriTemplateMatchConfig`. */
function readPathMatchPolicy(policy: Message): PathSpecifier {
  const { name, config } = readExtension(policy);
  const template = new Message(config.value, config.at).text('path_template');
  return template !== undefined && config.typeUrl.endsWith('.UriTemplateMatchConfig')
    ? { kind: 'uri_template', value: template }
    : { kind: 'unsupported', field: `path_match_policy ${config.typeUrl || name}` };
}
