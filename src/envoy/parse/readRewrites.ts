import type { HostRewrite, PathRewrite } from '../model/RouteAction.js';
import { readExtension } from './Extension.js';
import { Message } from './Message.js';
import { readRegexRewrite } from './readRegexRewrite.js';

/** How a RouteAction changes the path; a `path_rewrite_policy` other than the URI template stays unread. */
export function readPathRewrite(action: Message): PathRewrite | undefined {
  const prefix = action.text('prefix_rewrite');
  if (prefix !== undefined && prefix !== '')
    return { kind: 'prefix_rewrite', at: action.pointer('prefix_rewrite'), value: prefix };
  const regex = readRegexRewrite(action, 'regex_rewrite');
  if (regex) return { kind: 'regex_rewrite', at: action.pointer('regex_rewrite'), ...regex };
  const template = readUriTemplate(action);
  if (template !== undefined)
    return { kind: 'uri_template_rewrite', at: action.pointer('path_rewrite_policy'), template };
  const format = action.text('path_rewrite');
  if (format !== undefined && format !== '')
    return { kind: 'path_rewrite', at: action.pointer('path_rewrite'), format };
  return undefined;
}

/** `uri_template.v3.UriTemplateRewriteConfig`. */
function readUriTemplate(action: Message): string | undefined {
  const policy = action.message('path_rewrite_policy');
  if (policy === undefined) return undefined;
  const { config } = readExtension(policy);
  const template = new Message(config.value, config.at).text('path_template_rewrite');
  if (template === undefined) action.refuse('path_rewrite_policy');
  return template;
}

/** How a RouteAction changes the authority. */
export function readHostRewrite(action: Message): HostRewrite | undefined {
  const literal = action.string('host_rewrite_literal');
  if (literal !== '')
    return { kind: 'host_rewrite_literal', at: action.pointer('host_rewrite_literal'), value: literal };
  // v2's literal and a later release's formatter have one name; no host has a percent sign.
  const rewrite = action.string('host_rewrite');
  const at = action.pointer('host_rewrite');
  if (rewrite.includes('%')) return { kind: 'host_rewrite', at, format: rewrite };
  if (rewrite !== '') return { kind: 'host_rewrite_literal', at, value: rewrite };
  if (action.flag('auto_host_rewrite')) return { kind: 'auto_host_rewrite', at: action.pointer('auto_host_rewrite') };
  const field = action.first('host_rewrite_header', 'auto_host_rewrite_header');
  const header = field === undefined ? '' : action.string(field);
  if (field !== undefined && header !== '') return { kind: 'host_rewrite_header', at: action.pointer(field), header };
  const regex = readRegexRewrite(action, 'host_rewrite_path_regex');
  return regex && { kind: 'host_rewrite_path_regex', at: action.pointer('host_rewrite_path_regex'), ...regex };
}
