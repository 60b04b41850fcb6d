import type { ConfigView } from '../../app/proxyConfig/ConfigView.js';
import { nodeValue } from '../../istio/protojson/nodeValue.js';
import type { ProtoReader } from '../../istio/protojson/ProtoReader.js';
import type { JsonValue } from '../../text/json/JsonValue.js';

/** The value that `-o json` prints, for `-o jsonpath`; an empty list where it prints nothing. */
export function messagesValue(view: ConfigView, reader: ProtoReader): JsonValue {
  const messages = view.messages();
  switch (messages?.kind) {
    case undefined:
      return [];
    case 'list':
      return messages.resources.map((resource) => nodeValue(reader.read(resource, messages.typeOf(resource))));
    case 'message':
      return nodeValue(reader.read(messages.value, messages.type));
    case 'document':
      return messages.document.value;
  }
}
