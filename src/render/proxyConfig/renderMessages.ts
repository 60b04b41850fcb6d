import type { ConfigView, Messages } from '../../app/proxyConfig/ConfigView.js';
import { printYaml, printYamlList } from '../../istio/goYaml/printYaml.js';
import { printIndentedMessage } from '../../istio/protojson/printIndentedMessage.js';
import { printJsonList } from '../../istio/protojson/printJsonList.js';
import type { ProtoNode } from '../../istio/protojson/ProtoNode.js';
import type { ProtoReader } from '../../istio/protojson/ProtoReader.js';
import { raw } from '../../istio/protojson/wellKnownForms.js';
import { escapeInJson } from '../../text/json/escapeInJson.js';

/** `-o json` as istioctl prints it, in pieces; nothing where istioctl prints nothing. */
export function renderJson(view: ConfigView, reader: ProtoReader): Iterable<string> {
  const messages = view.messages();
  switch (messages?.kind) {
    case undefined:
      return [];
    case 'list':
      return printJsonList(readList(messages, reader));
    case 'message':
      return [printIndentedMessage(reader.read(messages.value, messages.type))];
    case 'document':
      return [escapeInJson(messages.document.text), '\n'];
  }
}

/** `-o yaml` as istioctl prints it, in pieces; nothing where istioctl prints nothing. */
export function renderYaml(view: ConfigView, reader: ProtoReader): Iterable<string> {
  const messages = view.messages();
  switch (messages?.kind) {
    case undefined:
      return [];
    case 'list':
      return printYamlList(readList(messages, reader));
    case 'message':
      return [printYaml(reader.read(messages.value, messages.type))];
    case 'document':
      return [printYaml(raw(messages.document.value))];
  }
}

function* readList(
  { resources, typeOf }: Extract<Messages, { kind: 'list' }>,
  reader: ProtoReader,
): Generator<ProtoNode> {
  for (const resource of resources) yield reader.read(resource, typeOf(resource));
}
