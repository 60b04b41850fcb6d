/** `core.v3.HeaderValueOption`. `value` may hold Envoy format operators (`%REQ(x)%`). */
export interface HeaderValueOption {
  readonly at: string;
  readonly name: string;
  readonly value: string;
  readonly action: 'APPEND_IF_EXISTS_OR_ADD' | 'ADD_IF_ABSENT' | 'OVERWRITE_IF_EXISTS_OR_ADD' | 'OVERWRITE_IF_EXISTS';
  readonly keepEmptyValue: boolean;
}

/** The `*_headers_to_add` and `*_headers_to_remove` of one level (weighted entry, route, virtual host, route configuration). */
export interface HeaderMutations {
  readonly requestAdd: readonly HeaderValueOption[];
  readonly requestRemove: readonly string[];
  readonly responseAdd: readonly HeaderValueOption[];
  readonly responseRemove: readonly string[];
}
