import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { asDump } from './asDump.js';
import { casesOf, type SentCase } from './bed/askAll.js';
import { bootstrapOf } from './bed/bootstrap.js';
import type { Configuration } from './Configuration.js';
import { predictorOf, type Predictor } from './predict.js';

/** Ports that nobody has to listen at. */
const UPSTREAMS = { http1: [18_001, 18_002, 18_003], http2: [18_011], tls: [18_021] };

const FIRST_PORT = 20_000;

/** The model of configurations as if an Envoy ran them, and their requests: what needs no Envoy can be asked of it. */
export function worldOfConfigurations(
  configurations: readonly Configuration[],
  version = '1.40.0',
): { readonly predictor: Predictor; readonly cases: readonly SentCase[] } {
  const ports = configurations.map((_, index) => FIRST_PORT + index);
  const bytes = (value: JsonObject): Buffer => Buffer.from(JSON.stringify(value));
  const predictor = predictorOf(
    {
      configDump: bytes(asDump(bootstrapOf(configurations, ports, UPSTREAMS, 'access.log'))),
      clusters: bytes({ cluster_statuses: [] }),
      serverInfo: bytes({ version: `0000/${version}/Clean/RELEASE/BoringSSL` }),
    },
    Object.values(UPSTREAMS).flat(),
  );
  return { predictor, cases: casesOf(configurations, ports) };
}
