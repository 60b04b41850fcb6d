import type { Evidence } from '../../../trace/model/Evidence.js';
import type { Json } from './Json.js';

/** A piece of evidence, tagged by `kind`. */
export function evidenceToJson(evidence: Evidence): Json {
  switch (evidence.kind) {
    case 'json': {
      const { kind, document, pointer, excerpt, istio } = evidence;
      const object =
        istio === undefined ? undefined : { kind: istio.kind, namespace: istio.namespace, name: istio.name };
      return { kind, document, pointer, excerpt, istio: object };
    }
    case 'rule': {
      const { kind, source, coordinate, rule, verdict, backend, purpose } = evidence;
      return { kind, source, coordinate, rule, verdict, backend, purpose };
    }
    case 'object': {
      const { kind, object, field, value } = evidence;
      return { kind, object, field, value };
    }
    case 'fact': {
      const { kind, source, text } = evidence;
      return { kind, source, text };
    }
  }
}
