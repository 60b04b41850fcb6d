import { isUnknownValue } from '../../../src/envoy/string/unknownValue.js';
import type { Outcome } from './Configuration.js';

/** What a codec adds or drops on every connection of its own. */
const CODEC: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** The fields in which a prediction differs from what happened: `route: predicted r1, was r2`. */
export function differences(predicted: Outcome, was: Outcome): readonly string[] {
  const names = [
    'chain',
    'virtualHost',
    'route',
    'cluster',
    'host',
    'status',
    'flags',
    'details',
    'location',
    'attempts',
  ] as const;
  const found = names.flatMap((name) => {
    const expected = predicted[name];
    const got = was[name];
    return expected === undefined || got === undefined || sameField(name, expected, got)
      ? []
      : [`${name}: predicted ${JSON.stringify(expected)}, was ${JSON.stringify(got)}`];
  });
  return [...found, ...upstreamDifferences(predicted.upstream, was.upstream)];
}

function sameField(name: string, expected: string, got: string): boolean {
  // A client that speaks TLS to a listener that does not sees no answer, whatever it is.
  if (name === 'status' && got === 'tls') return expected === 'closed' || expected === '400';
  // OpenSSL words its errors at length: the model says the last part.
  if (name === 'details' && expected.startsWith('TLS_error:|'))
    return got.includes(expected.slice('TLS_error:|'.length));
  return same(expected, got);
}

function same(expected: string, got: string): boolean {
  if (!isUnknownValue(expected)) return expected === got;
  const parts = expected.split(/<unknown [^<>]*>/);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(got);
}

function upstreamDifferences(predicted: Outcome['upstream'], was: Outcome['upstream']): readonly string[] {
  if (predicted === 'any' || was === 'any') return [];
  if (predicted === undefined && was === undefined) return [];
  if (predicted === undefined) return ['upstream: predicted nothing, was reached'];
  if (was === undefined) return ['upstream: predicted to be reached, was not'];
  const lines = (['method', 'path', 'authority'] as const).flatMap((name) =>
    same(predicted[name], was[name])
      ? []
      : [`upstream ${name}: predicted ${JSON.stringify(predicted[name])}, was ${JSON.stringify(was[name])}`],
  );
  const names = new Set([...Object.keys(predicted.headers), ...Object.keys(was.headers)]);
  const headers = [...names]
    .filter((name) => !CODEC.has(name))
    .flatMap((name) => {
      const expected = predicted.headers[name] ?? [];
      const got = was.headers[name] ?? [];
      const equal = expected.length === got.length && expected.every((value, index) => same(value, got[index] ?? ''));
      return equal
        ? []
        : [`upstream header ${name}: predicted ${JSON.stringify(expected)}, was ${JSON.stringify(got)}`];
    });
  return [...lines, ...headers];
}
