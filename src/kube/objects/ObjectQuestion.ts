import type { IpAddress } from '../../net/IpAddress.js';

/** What somebody wanted to know of objects, so that those that are not there can be fetched. */
export type ObjectQuestion =
  /** All objects of a kind; also asked by indexes of it. */
  | { readonly kind: 'all'; readonly group: string; readonly of: string }
  | { readonly kind: 'podByIp'; readonly ip: IpAddress }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'nodeByIp'; readonly ip: IpAddress }
  /** The EndpointSlices of a Service. */
  | { readonly kind: 'endpoints'; readonly namespace: string; readonly service: string };

/** Told of every question. */
export type AskedObjects = (question: ObjectQuestion) => void;
