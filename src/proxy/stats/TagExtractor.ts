import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { booleanField, objectsField, stringField } from '../../envoy/dump/field.js';

/** A label of a stat. */
export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** Takes a part out of a stat's name: the regular expression's first group, of which the second (if any) is the value. */
export interface TagRule {
  readonly name: string;
  readonly regex: RegExp;
}

/** A stat's name without the parts that became tags, and the tags. */
export interface TaggedName {
  readonly name: string;
  readonly tags: readonly Tag[];
}

function rule(name: string, regex: RegExp): TagRule {
  return { name: `envoy.${name}`, regex };
}

/**
 * Envoy's default tags for the names that this proxy has, in the order in which they are taken and printed
 * (source/common/config/well_known_names.cc).
 */
const DEFAULT_RULES: readonly TagRule[] = [
  rule('response_code', /_rq(_(\d{3}))$/d),
  rule('response_code_class', /_rq_((\d))xx$/d),
  rule('tcp_prefix', /^tcp\.(([^.]+)\.)/d),
  rule('ssl_cipher_suite', /^cluster\..*\.ssl\.ciphers(\.([^.]+))$/d),
  rule('ssl_cipher', /^listener\..*\.ssl\.ciphers(\.([^.]+))$/d),
  rule('ssl_version', /\.ssl\.versions(\.(.+))$/d),
  rule('ssl_curve', /\.ssl\.curves(\.([^.]+))$/d),
  rule('ssl_sigalg', /\.ssl\.sigalgs(\.([^.]+))$/d),
  rule('tls_certificate', /\.ssl\.certificate(\.([^.]+))\./d),
  rule('cluster_name', /^cluster\.(([^.]+)\.)/d),
  rule('http_conn_manager_prefix', /^listener\..*?\.http\.(([^.]+)\.)/d),
  rule('http_conn_manager_prefix', /^http\.(([^.]+)\.)/d),
  rule('worker_id', /(?:listener|server|thread_local_cluster_manager)\..*?worker(_(\d+))\./d),
  rule('listener_address', /^listener\.(([_.\d]+|[_[\]aAbBcCdDeEfF\d]+)\.)/d),
  rule('rds_route_config', /^http\.(?:[^.]+\.)?rds\.(([^.]+)\.)/d),
  rule('xds_resource_name', /^sds\.(([^.]+)\.)/d),
];

/** Splits names into a shorter name and tags. */
export class TagExtractor {
  readonly #rules: readonly TagRule[];
  readonly #fixed: readonly Tag[];

  /** `bootstrap.stats_config`: `stats_tags`, `use_all_default_tags`. What Go or RE2 reads and JavaScript does not is left out. */
  constructor(statsConfig?: JsonObject) {
    const own = objectsField(statsConfig, 'stats_tags');
    const isOff = booleanField(statsConfig, 'use_all_default_tags') === false;
    this.#rules = [...own.flatMap(ownRule), ...(isOff ? [] : DEFAULT_RULES)];
    this.#fixed = own.flatMap((tag) => {
      const value = stringField(tag, 'fixed_value');
      return value === undefined ? [] : [{ name: stringField(tag, 'tag_name') ?? '', value }];
    });
  }

  extract(fullName: string): TaggedName {
    let name = fullName;
    const tags: Tag[] = [];
    for (const { name: tag, regex } of this.#rules) {
      const match = regex.exec(name);
      const part = match?.indices?.[1];
      if (match === null || part === undefined) continue;
      tags.push({ name: tag, value: match[2] ?? match[1] ?? '' });
      name = name.slice(0, part[0]) + name.slice(part[1]);
    }
    return { name, tags: [...tags, ...this.#fixed] };
  }
}

function ownRule(tag: JsonObject): readonly TagRule[] {
  const name = stringField(tag, 'tag_name');
  const text = stringField(tag, 'regex');
  if (!isJsonObject(tag) || name === undefined || text === undefined) return [];
  try {
    return [{ name, regex: new RegExp(text, 'd') }];
  } catch {
    return [];
  }
}
