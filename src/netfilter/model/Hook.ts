/** The five netfilter hooks of the ip and ip6 families, by the names of the built-in chains that hang on them. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** The kernel's hook order (`enum nf_inet_hooks`), which is the order in which iptables-save lists built-in chains. */
export const HOOKS: readonly Hook[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];
