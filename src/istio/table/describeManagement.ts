import { descend } from '../../envoy/dump/field.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';

/**
 * The Istio resource that Envoy metadata names, as `NAME.NAMESPACE`: `istio.config` of `metadata` is its API path
 * (`/apis/networking.istio.io/v1/namespaces/NS/virtual-service/NAME`). Empty without such metadata or when the path has
 * not eight pieces, `<unknown>` for anything that is no such path. The kind is not looked at.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/route.go, describeManagement and renderConfig.
 *
 * @param owner The message that has the metadata: a route or a cluster.
 */
export function describeManagement(owner: JsonObject): string {
  const filterMetadata = descend(owner, 'metadata', 'filter_metadata');
  const istio = filterMetadata?.istio;
  if (!isJsonObject(istio) || !Object.hasOwn(istio, 'config')) return '';
  const path = istio.config;
  if (typeof path !== 'string' || !path.startsWith('/apis/networking.istio.io/')) return '<unknown>';
  const pieces = path.split('/');
  return pieces.length === 8 ? `${pieces[7] ?? ''}.${pieces[5] ?? ''}` : '';
}
