/** The formats of `proxy-config`; `short` and `table` are istioctl's tables. */
export const CONFIG_OUTPUTS = ['short', 'table', 'wide', 'json', 'yaml', 'name', 'jsonpath'] as const;

/** The same where istioctl prints JSON if nothing is said. */
export const BOOTSTRAP_OUTPUTS = ['json', 'short', 'table', 'wide', 'yaml', 'name', 'jsonpath'] as const;
