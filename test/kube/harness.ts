import { KubeObjects } from '../../src/kube/objects/KubeObjects.js';
import { readObjects } from '../../src/kube/read/readObjects.js';

/** Objects written as YAML. */
export function kube(yaml: string): KubeObjects {
  return new KubeObjects(readObjects(yaml, 'test.yaml'));
}

/** A pod as a line of YAML: `pod('web/a', '10.0.0.1', 'labels: {app: a}', 'hostNetwork: true')`. */
export function pod(
  path: string,
  ip: string,
  meta = '',
  spec = '',
  status = 'conditions: [{type: Ready, status: "True"}]',
): string {
  const [namespace = '', name = ''] = path.split('/');
  return `{apiVersion: v1, kind: Pod, metadata: {namespace: ${namespace}, name: ${name}, ${meta}}, spec: {${spec}}, status: {phase: Running, podIPs: [{ip: "${ip}"}], ${status}}}\n---\n`;
}

/** A Service as a line of YAML. */
export function service(path: string, spec: string, status = ''): string {
  const [namespace = '', name = ''] = path.split('/');
  return `{apiVersion: v1, kind: Service, metadata: {namespace: ${namespace}, name: ${name}}, spec: {${spec}}, status: {${status}}}\n---\n`;
}

/** An EndpointSlice of a Service; `endpoints` and `ports` are YAML lists. */
export function slice(path: string, endpoints: string, ports = '[{port: 8080, protocol: TCP}]', type = 'IPv4'): string {
  const [namespace = '', name = ''] = path.split('/');
  return `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: ${type}, metadata: {namespace: ${namespace}, name: ${name}-${type}, labels: {kubernetes.io/service-name: ${name}}}, endpoints: ${endpoints}, ports: ${ports}}\n---\n`;
}
