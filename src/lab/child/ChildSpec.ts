import type { AppKind } from '../model/words.js';

/** What one child process does; a JSON file that it is started with. All paths are absolute. */
export interface ChildSpec {
  readonly uid: number;
  readonly gid: number;
  /** Whose apps these are: an `EchoRecord`'s `pod`. */
  readonly pod: string;
  readonly apps: readonly ChildApp[];
  readonly identity?: ChildIdentity;
  /** Where the apps log. */
  readonly requests?: string;
  readonly sds?: ChildSds;
  readonly xds?: ChildXds;
  readonly dns?: ChildDns;
  readonly admin?: ChildAdmin;
}

/** An app and where it listens. */
export interface ChildApp {
  readonly kind: AppKind;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly standIn: boolean;
}

/** PEM texts for apps that speak TLS. */
export interface ChildIdentity {
  readonly chain: string;
  readonly key: string;
  readonly ca: string;
}

/** The secrets that the agent gives, by name, at a Unix socket. */
export interface ChildSds {
  readonly socket: string;
  readonly secrets: Readonly<Record<string, ChildSecret>>;
}

/** Resources by REST at a Unix socket: a file of DiscoveryResponses by the last word of the path, and the name that is asked for. */
export interface ChildXds {
  readonly socket: string;
  readonly file: string;
}

/** One secret, in PEM. */
export type ChildSecret =
  | { readonly kind: 'certificate'; readonly chain: string; readonly key: string }
  | { readonly kind: 'ca'; readonly ca: string };

/** A name server: addresses to listen on (UDP and TCP), and what it knows. */
export interface ChildDns {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly records: Readonly<Record<string, readonly string[]>>;
}

/** A Unix socket that leads to the proxy's admin interface. */
export interface ChildAdmin {
  readonly socket: string;
  readonly port: number;
}
