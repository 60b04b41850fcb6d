/** What a command line says of flags, by their long names; `problems` about the rest. */
export interface CommandLine {
  /** As a person would find it in the pod: `-p`, `--envoy-port`. */
  readonly flags: ReadonlyMap<string, { readonly value: string; readonly written: string }>;
  readonly problems: readonly string[];
}

/** Flags of istio-iptables of any release with their letters (tools/istio-iptables/pkg/constants; 1.0–1.3: istio-iptables.sh). */
const FLAGS: Readonly<Record<string, string>> = {
  p: 'envoy-port',
  z: 'inbound-capture-port',
  e: 'inbound-tunnel-port',
  u: 'proxy-uid',
  g: 'proxy-gid',
  m: 'istio-inbound-interception-mode',
  b: 'istio-inbound-ports',
  d: 'istio-local-exclude-ports',
  c: 'istio-exclude-interfaces',
  i: 'istio-service-cidr',
  x: 'istio-service-exclude-cidr',
  q: 'istio-outbound-ports',
  o: 'istio-local-outbound-ports-exclude',
  k: 'kube-virt-interfaces',
  t: 'istio-inbound-tproxy-mark',
  r: 'istio-inbound-tproxy-route-table',
};

const BOOLEANS: ReadonlySet<string> = new Set([
  ...['redirect-dns', 'capture-all-dns', 'drop-invalid', 'dual-stack', 'run-validation', 'skip-rule-apply'],
  ...['dry-run', 'cni-mode', 'reconcile', 'cleanup-only', 'force-apply', 'native-nftables', 'restore-format'],
  ...['clean', 'iptables-trace-logging', 'host-nsenter-exec', 'log_as_json', 'n', 'f', 'h', 'help'],
]);

const LONG_NAMES: ReadonlySet<string> = new Set([...Object.values(FLAGS), ...BOOLEANS]);

/** Flags that have to do with logging, probing and the like. */
const IRRELEVANT =
  /^(?:log_|iptables-probe-port$|probe-timeout$|network-namespace$|force-iptables-binary$|iptables-version$)/;

/**
 * Reads arguments as Go's pflag does: `-p 15001`, `-p15001`, `-p=15001`, `--envoy-port 15001`, `--envoy-port=15001`; a boolean flag
 * alone is true. A value may begin with a dash. The last of several wins.
 */
export function readCommandLine(words: readonly string[]): CommandLine {
  const flags = new Map<string, { readonly value: string; readonly written: string }>();
  const problems: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') break;
    const parts = /^(?:--([^=]+)|-([A-Za-z]))(=?)(.*)$/s.exec(word);
    if (parts === null) continue;
    const [, long, letter = '', equals = '', rest = ''] = parts;
    const name = long ?? FLAGS[letter] ?? letter;
    const written = long === undefined ? `-${letter}` : `--${long}`;
    let value = rest;
    if (equals === '' && rest === '') {
      if (BOOLEANS.has(name)) value = 'true';
      else value = words[++i] ?? '';
    }
    if (LONG_NAMES.has(name)) flags.set(name, { value, written });
    else if (!IRRELEVANT.test(name)) problems.push(`the flag ${written} is not known: it is left out of account`);
  }
  return { flags, problems };
}
