import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { GrpcHttp1Bridge } from '../../model/filter/GrpcHttp1Bridge.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';

// Counts only where protobuf is upgraded.
const HARMLESS = fieldNames('ignore_query_parameters');

/** `grpc_http1_bridge.v3.Config`. */
export function parseGrpcHttp1Bridge(value: JsonValue, at: string): GrpcHttp1Bridge {
  const message = new Message(value, at);
  return {
    kind: 'grpc_http1_bridge',
    at,
    upgradesProtobuf: message.flag('upgrade_protobuf_to_grpc'),
    unsupported: message.unread(HARMLESS),
  };
}
