import type { Permission, Principal } from '../../../envoy/model/Rbac.js';
import type { StringMatcher } from '../../../envoy/model/StringMatcher.js';
import type { RequestContext } from '../../../envoy/model/RequestContext.js';
import { matchPermission } from '../../../envoy/rbac/permission/matchPermission.js';
import { matchPrincipal } from '../../../envoy/rbac/principal/matchPrincipal.js';
import { not, type Truth } from '../../../logic/Truth.js';
import { firstThat, smallest, type Attempt } from './Attempt.js';
import type { Change } from './Change.js';
import { meetHeader } from './meetHeader.js';
import { samplesOf } from './samplesOf.js';

/** A permission or principal that holds (or does not), with as few changes as are found. */
function meetRule(attempt: Attempt, rule: Permission | Principal, wanted: Truth): Attempt | undefined {
  if (matchRule(rule, attempt.context) === wanted) return attempt;
  switch (rule.kind) {
    case 'and_rules':
    case 'or_rules':
      return meetRules(attempt, rule.rules, wanted, rule.kind === 'and_rules' ? 'yes' : 'no');
    case 'and_ids':
    case 'or_ids':
      return meetRules(attempt, rule.ids, wanted, rule.kind === 'and_ids' ? 'yes' : 'no');
    case 'not_rule':
      return meetRule(attempt, rule.rule, not(wanted));
    case 'not_id':
      return meetRule(attempt, rule.id, not(wanted));
    case 'header':
      return meetHeader(attempt, rule.header, wanted, 'rbac');
    default:
      return firstThat(attempt, proposals(rule, attempt.context), (context) => matchRule(rule, context), wanted);
  }
}

/** All rules at once where the wanted truth asks for all of them (`and` to hold, `or` to fail); else the nearest of them. */
export function meetRules(
  attempt: Attempt,
  rules: readonly (Permission | Principal)[],
  wanted: Truth,
  needsAll: Truth,
): Attempt | undefined {
  if (wanted !== needsAll) return smallest(rules.map((rule) => meetRule(attempt, rule, wanted)));
  return rules.reduce<Attempt | undefined>((current, rule) => current && meetRule(current, rule, wanted), attempt);
}

function matchRule(rule: Permission | Principal, context: RequestContext): Truth {
  return isPermission(rule) ? matchPermission(rule, context).truth : matchPrincipal(rule, context).truth;
}

const PRINCIPALS: ReadonlySet<string> = new Set<Principal['kind']>([
  'and_ids',
  'or_ids',
  'not_id',
  'authenticated',
  'source_ip',
  'direct_remote_ip',
  'remote_ip',
  'filter_state',
]);

/** What both may be (`any`, `header`, `url_path`, `metadata`) is told alike by both. */
function isPermission(rule: Permission | Principal): rule is Permission {
  return !PRINCIPALS.has(rule.kind);
}

function proposals(rule: Permission | Principal, { request, connection }: RequestContext): readonly Change[] {
  switch (rule.kind) {
    case 'url_path': {
      const [bare = '', ...query] = request.path.split(/(?=\?)/);
      const paths = [...samplesOf(rule.path), ...parentsOf(bare), '/other'].filter((path) => path.startsWith('/'));
      return paths.map((path) => ({ kind: ':path', value: `${path}${query.join('')}` }));
    }
    case 'destination_ip':
      return [{ kind: 'destination address', value: rule.cidr.address.text }];
    case 'destination_port':
      return [{ kind: 'destination port', value: rule.port }];
    case 'destination_port_range':
      return [{ kind: 'destination port', value: rule.start }];
    case 'source_ip':
    case 'direct_remote_ip':
    case 'remote_ip':
      return [{ kind: 'source address', value: rule.cidr.address.text }];
    case 'requested_server_name':
      return serverNames(rule.matcher).map((sni) => ({
        kind: 'tls',
        tls: { sni, alpn: connection.applicationProtocols },
      }));
    default:
      return [];
  }
}

function serverNames(matcher: StringMatcher): readonly string[] {
  return samplesOf(matcher).filter((name) => /^[a-z0-9][a-z0-9.-]*$/.test(name));
}

/** `/a/b/c`: `/a/b`, `/a`, `/`. */
function parentsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1, -1);
  return [...segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`), '/'];
}
