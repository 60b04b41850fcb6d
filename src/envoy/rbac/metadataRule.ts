import type { Criterion } from '../../logic/Criterion.js';
import type { MetadataMatcher } from '../model/MetadataMatcher.js';
import type { RequestContext } from '../model/RequestContext.js';
import { matchMetadata } from '../route/match/matchMetadata.js';

/** `Permission.metadata`, `Principal.metadata`: dynamic metadata (matchers.cc `MetadataMatcher`). */
export function metadataRule({ metadata }: { readonly metadata: MetadataMatcher }, context: RequestContext): Criterion {
  return matchMetadata(metadata, context.dynamicMetadata);
}
