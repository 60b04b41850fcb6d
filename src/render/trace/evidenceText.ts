import { describeIstioObject } from '../../istio/describeIstioObject.js';
import type { Evidence } from '../../trace/model/Evidence.js';

/** Where a piece of evidence stands. Pointers into `document` are written `#/…`, into others with their document's name. */
export function evidenceText(evidence: Evidence, document: string | undefined): string {
  switch (evidence.kind) {
    case 'json': {
      const pointer = `${evidence.document === document ? '' : evidence.document}#${evidence.pointer}`;
      return evidence.istio === undefined ? pointer : `${pointer}  ${describeIstioObject(evidence.istio)}`;
    }
    case 'rule':
      return evidence.rule === '' ? evidence.coordinate : `${evidence.coordinate}  ${evidence.rule}`;
    case 'object':
      return `${evidence.object}  ${evidence.field}: ${evidence.value}`;
    case 'fact':
      return `${evidence.source}: ${evidence.text}`;
  }
}
