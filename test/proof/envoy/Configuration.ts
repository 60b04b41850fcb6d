import type { JsonObject } from '../../../src/text/json/JsonValue.js';

/** What a generator makes: resources of Envoy, and requests near their boundaries. */
export interface Configuration {
  readonly seed: number;
  /** The generator that made it. */
  readonly profile: string;
  /** Each without its `address`: the bed gives the first a port; others are never bound. */
  readonly listeners: readonly JsonObject[];
  readonly clusters: readonly JsonObject[];
  /** Members of the bootstrap's static layer; keys that no other configuration has. */
  readonly runtime?: JsonObject;
  readonly requests: readonly CaseRequest[];
}

/** A header line as sent. */
export type HeaderLine = readonly [name: string, value: string];

/** What the client sends. */
export interface CaseRequest {
  /** The PROXY header; absent: none is sent. */
  readonly proxy?: {
    readonly source: string;
    readonly sourcePort: number;
    readonly destination: string;
    readonly destinationPort: number;
    /** How it is written; `local` and `unknown` say no addresses. */
    readonly form?: 'v1' | 'v2' | 'local' | 'unknown';
  };
  readonly tls?: {
    readonly sni: string;
    readonly alpn: readonly string[];
    readonly certificate?: 'client' | 'other' | 'rogue';
  };
  /** HTTP; absent: `bytes`. */
  readonly http?: {
    readonly version: '1.0' | '1.1' | '2';
    readonly method: string;
    readonly target: string;
    /** Host or `:authority`; absent: none is sent. */
    readonly authority?: string;
    readonly headers: readonly HeaderLine[];
    /** As `headers` announce it; absent: none. */
    readonly body?: string;
  };
  readonly bytes?: string;
  /** Sent so often, and the outcomes held against the predicted probabilities. */
  readonly repeat?: number;
}

/** What happened to a request, as far as both sides know it; what is absent is not compared. */
export interface Outcome {
  readonly chain?: string;
  readonly virtualHost?: string;
  readonly route?: string;
  readonly cluster?: string;
  readonly host?: string;
  /** Status that the client got; `closed` without any. */
  readonly status?: string;
  readonly flags?: string;
  readonly details?: string;
  readonly location?: string;
  readonly attempts?: string;
  /** `any`: how it got there is not compared. */
  readonly upstream?: UpstreamRequest | 'any';
}

/** A request as an upstream received it. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  /** Names in lower case; values by name, in order. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}
