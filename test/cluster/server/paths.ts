import { ok, type Answer, type Call } from './Call.js';
import { noSuchPath } from './Status.js';

/** Answers a path that is no resource. */
export function answerPath({ request, context, response }: Call): Answer {
  switch (request.path) {
    case '/healthz':
    case '/livez':
    case '/readyz':
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('ok');
      return undefined;
    case '/version':
    case '/version/':
      return ok(versionOf(context.serverVersion));
    default:
      throw noSuchPath();
  }
}

function versionOf(gitVersion: string) {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2025-01-01T00:00:00Z',
    goVersion: 'go1.23.6',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
