import type { HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { Change } from './Change.js';

/** An HTTP request with a change; the same where the change is none of HTTP. */
export function changeHttp<T extends Pick<HttpRequest, 'method' | 'path' | 'headers'>>(request: T, change: Change): T {
  switch (change.kind) {
    case 'header': {
      const { name, value } = change;
      const others = request.headers.filter((header) => header.name.toLowerCase() !== name);
      return { ...request, headers: value === undefined ? others : [...others, { name, value }] };
    }
    case 'method':
      return { ...request, method: change.value };
    case ':path':
      return { ...request, path: change.value };
    case ':authority':
      return { ...request, authority: change.value };
    case 'tls':
    case 'source address':
    case 'source port':
    case 'destination address':
    case 'destination port':
      return request;
  }
}
