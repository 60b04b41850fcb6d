import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { JsonObject } from '../../src/text/json/JsonValue.js';
import { mapAt, parseJsonText } from './objects/json.js';
import type { TestCluster } from './startCluster.js';

/** What a test sends. */
export interface Question {
  readonly method?: string;
  /** `admin` if not said; empty: none. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject | readonly JsonObject[];
  /** Of the body; JSON if not said. */
  readonly type?: string;
}

/** What came. */
export interface ServerAnswer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** Empty where the body is no object. */
  readonly json: JsonObject;
}

/** Asks the server over TLS; an error where the connection is cut. */
export function askServer(cluster: TestCluster, path: string, question: Question = {}): Promise<ServerAnswer> {
  const { method = 'GET', token = adminToken(cluster), headers = {}, body, type = 'application/json' } = question;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${cluster.url}${path}`,
      {
        method,
        ca: cluster.ca,
        agent: false,
        headers: { ...(token === '' ? {} : { Authorization: `Bearer ${token}` }), 'Content-Type': type, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const json = mapAt(parseJsonText(text));
          resolve({ code: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function adminToken({ kubeconfigPath }: TestCluster): string {
  return /"token": "([^"]+)"/.exec(readFileSync(kubeconfigPath, 'utf8'))?.[1] ?? '';
}
