import type { IstioObjectName } from './istioObjectOf.js';

/** `VirtualService web/catalog`, where the metadata has the kind as `virtual-service`. */
export function describeIstioObject({ kind, namespace, name }: IstioObjectName): string {
  const words = kind.split('-').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `${words.join('')} ${namespace}/${name}`;
}
