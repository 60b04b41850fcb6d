import type { Criterion } from '../../../logic/Criterion.js';
import type { Effect } from '../../../logic/Decision.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { RequestContext } from '../../model/RequestContext.js';

/** What a filter of `model/filter` does to a request; without any of the optional parts it lets it pass. */
export interface FilterOutcome {
  /** In a few words, after the filter's name: `is off`, `asks for no token here`. */
  readonly says: string;
  readonly because: readonly Criterion[];
  /** Pointer to what decided, where it is not the filter's own configuration. */
  readonly at?: string;
  /** The answer instead of the upstream's. */
  readonly reply?: LocalReply;
  /** The answer refuses the request, in place of serving it. */
  readonly denies?: boolean;
  /** The request as it goes on, and what of it has changed. */
  readonly request?: HttpRequest;
  readonly effects?: readonly Effect[];
  readonly dynamicMetadata?: RequestContext['dynamicMetadata'];
  /** The route is chosen anew, by what the request is now. */
  readonly clearsRoute?: boolean;
  /** What is missing to decide: the walk ends here. */
  readonly unknown?: string;
  /**
   * What decides and is not run here, by name: a service that is asked, a bucket of tokens. Taken to let the request pass; `denial` is the
   * answer where it is told to deny.
   */
  readonly opaque?: string;
  readonly denial?: LocalReply;
}
