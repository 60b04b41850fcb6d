import type { Path } from '../../../trace/model/Trace.js';
import type { Verdict } from '../../../trace/model/Verdict.js';
import type { AccessRecord } from '../../model/AccessRecord.js';
import { sameText, type Claim } from '../Claim.js';
import { fieldText } from './fieldText.js';

/** Flags and details of the proxy where the request ended. */
export function* endClaims(path: Path, verdict: Verdict, where: string, record: AccessRecord): Iterable<Claim> {
  const { flags, details } = verdict;
  yield sameText(`${where}: response flags`, flags, fieldText(record.response_flags));
  if (details === '' || refusedTls(path)) return;
  const logged = [record.response_code_details, record.connection_termination_details].map(fieldText);
  yield {
    step: `${where}: response code details`,
    predicted: details,
    observed: logged.filter((text) => text !== '').join('; ') || 'nothing',
    agrees: logged.some((text) => sameDetails(details, text)),
  };
}

/** A handshake that fails has no details of Envoy's: the trace says why in its own words. */
function refusedTls({ hops }: Path): boolean {
  return hops.some(({ steps }) => steps.some(({ kind, outcome }) => kind === 'tls' && outcome === 'denied'));
}

/** What stands in braces after a failure is the text of a library or the kernel: only where both have one, it has to be the same. */
function sameDetails(predicted: string, logged: string): boolean {
  if (predicted === logged) return true;
  const head = (text: string): string => text.replace(/[|{].*$/, '');
  return head(predicted) === head(logged) && (predicted === head(predicted) || !logged.includes('{'));
}
