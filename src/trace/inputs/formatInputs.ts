/** The criterion that asks for what an operator tells. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  DOWNSTREAM_LOCAL_ADDRESS: ['destination_ip', 'destination_port'],
  DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: ['destination_ip'],
  DOWNSTREAM_LOCAL_PORT: ['destination_port'],
  DOWNSTREAM_REMOTE_ADDRESS: ['source_ip', 'source_ports'],
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: ['source_ip'],
  DOWNSTREAM_REMOTE_PORT: ['source_ports'],
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS: ['direct_remote_ip', 'source_ports'],
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT: ['direct_remote_ip'],
  REQUESTED_SERVER_NAME: ['requested_server_name'],
  DOWNSTREAM_PEER_URI_SAN: ['authenticated'],
  DOWNSTREAM_PEER_DNS_SAN: ['authenticated'],
  DOWNSTREAM_PEER_SUBJECT: ['authenticated'],
};

/** The criteria whose inputs a format with operators (`%REQ(x-a)%`) is made of. */
export function formatInputs(format: string): readonly string[] {
  return [...format.matchAll(/%([A-Z_]+)(?:\(([^)]*)\))?(?::\d+)?%/g)].flatMap(([, operator = '', argument = '']) => {
    if (operator === 'REQ') return argument.split('?').map((name) => `header ${name.toLowerCase()}`);
    return Object.hasOwn(OPERATORS, operator) ? (OPERATORS[operator] ?? []) : [];
  });
}
