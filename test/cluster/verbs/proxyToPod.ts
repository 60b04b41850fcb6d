import { Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { textAt } from '../objects/json.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import type { Answer, Call } from '../server/Call.js';
import { badRequest, StatusError } from '../server/Status.js';
import { stored } from './read.js';

/** The proxy subresource: `[SCHEME:]NAME[:PORT]`, sent on to the pod's address, not to its loopback. */
export async function proxyToPod(call: Call, target: ResourceTarget): Promise<Answer> {
  const { context, request, message, response, body } = call;
  const parts = target.name.split(':');
  const [scheme, name = '', port = '80'] = parts.length === 3 ? parts : ['', ...parts];
  if (scheme !== '' && scheme !== 'http') throw badRequest(`the test server proxies http only, not ${scheme ?? ''}`);
  const pod = stored(context.state, { ...target, name });
  const address = `${textAt(pod, 'status', 'podIP')}:${port}`;
  let connection: Duplex;
  try {
    connection = await context.pods.connectAddress(pod, Number(port));
  } catch {
    throw new StatusError(
      503,
      'ServiceUnavailable',
      `error trying to reach service: dial tcp ${address}: connect: connection refused`,
    );
  }
  const query = request.query.toString();
  const headers: OutgoingHttpHeaders = { ...message.headers, host: address, connection: 'close' };
  delete headers.authorization;
  return new Promise((resolve, reject) => {
    const agent = new Agent();
    agent.createConnection = () => connection;
    const sent = httpRequest(
      {
        agent,
        method: request.method,
        path: `${target.rest === '' ? '/' : target.rest}${query === '' ? '' : `?${query}`}`,
        headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on('close', () => resolve(undefined));
      },
    );
    sent.on('error', (error) =>
      reject(new StatusError(503, 'ServiceUnavailable', `error trying to reach service: ${error.message}`)),
    );
    response.on('close', () => connection.destroy());
    sent.end(body);
  });
}
