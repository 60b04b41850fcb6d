import type { KubeObjects } from '../../kube/objects/KubeObjects.js';
import type { ObjectQuestion } from '../../kube/objects/ObjectQuestion.js';
import { isLoopback, isUnspecified, type IpAddress } from '../../net/IpAddress.js';
import { pathOf } from './apiPaths.js';
import type { Need } from './Need.js';
import type { ObjectFetcher } from './ObjectFetcher.js';

/** What of a question has to be fetched; `undefined`: what is there answers it, or it is none that the API is asked. */
export function objectNeed(fetcher: ObjectFetcher, objects: KubeObjects, question: ObjectQuestion): Need | undefined {
  switch (question.kind) {
    case 'all':
      return wholeKind(fetcher, question);
    case 'podByIp':
      return isAnswered(objects, question.ip)
        ? undefined
        : need(`pod ${question.ip.text}`, `the pod with address ${question.ip.text}`, () =>
            fetcher.podByIp(question.ip),
          );
    case 'node': {
      const { name } = question;
      const path = pathOf('Node', undefined, name);
      return need(`node ${name}`, `node ${name}`, () => fetcher.optional([path], 'zones of nodes are not known'));
    }
    case 'nodeByIp': {
      const { ip } = question;
      if (isAnswered(objects, ip)) return undefined;
      return need('nodes', 'the nodes', () =>
        fetcher.optional([pathOf('Node')], "a node's address counts as one outside of the cluster"),
      );
    }
    case 'endpoints': {
      const { namespace, service } = question;
      const label = `kubernetes.io/service-name=${service}`;
      return need(`endpoints ${namespace}/${service}`, `the endpoints of ${namespace}/${service}`, () =>
        fetcher.list(pathOf('EndpointSlice', namespace), label),
      );
    }
  }
}

function wholeKind(fetcher: ObjectFetcher, { group, of }: Extract<ObjectQuestion, { kind: 'all' }>): Need | undefined {
  switch (`${group}/${of}`) {
    case '/Namespace':
      return need('namespaces', 'the namespaces', () =>
        fetcher.optional([pathOf('Namespace')], 'namespaces are not known'),
      );
    case 'networking.istio.io/ServiceEntry':
      return need('service entries', 'the ServiceEntries', () =>
        fetcher.optional([pathOf('ServiceEntry')], 'ServiceEntries give no addresses'),
      );
    case 'networking.istio.io/Gateway':
      return need('gateways', 'the gateways', () => fetcher.gateways());
    default:
      return undefined;
  }
}

/** A pod of the host network may share its address with others. */
function isAnswered(objects: KubeObjects, ip: IpAddress): boolean {
  if (!isPlain(ip)) return true;
  return objects.podsByIp(ip).some((pod) => !pod.hostNetwork) || objects.servicesByClusterIp(ip).length > 0;
}

function isPlain(ip: IpAddress): boolean {
  return !isLoopback(ip) && !isUnspecified(ip);
}

function need(key: string, what: string, fetch: () => Promise<void>): Need {
  return { key, what, fetch };
}
