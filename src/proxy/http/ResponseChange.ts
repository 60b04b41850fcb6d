import type { Header } from '../../envoy/model/HttpRequest.js';

/** What a filter makes of an answer's headers. */
export type ResponseChange = (status: number, headers: readonly Header[]) => readonly Header[];
