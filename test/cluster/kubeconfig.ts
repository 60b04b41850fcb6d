/** Whom and what a kubeconfig leads to. */
export interface KubeconfigOf {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly user:
    | { readonly name: string; readonly token: string }
    | { readonly name: string; readonly certificate: string; readonly key: string };
}

/** How it is written. */
export interface KubeconfigOptions {
  /** Of the context; `default` if not said. */
  readonly namespace?: string;
  /** Of context and cluster; `test` if not said. */
  readonly name?: string;
}

/** A kubeconfig with one context, as JSON, which is YAML, too. */
export function kubeconfigText({ url, ca, user }: KubeconfigOf, options: KubeconfigOptions = {}): string {
  const { namespace = 'default', name = 'test' } = options;
  const credentials =
    'token' in user
      ? { token: user.token }
      : { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) };
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      clusters: [{ name, cluster: { server: url, 'certificate-authority-data': base64(ca) } }],
      users: [{ name: user.name, user: credentials }],
      contexts: [{ name, context: { cluster: name, user: user.name, namespace } }],
    },
    undefined,
    2,
  )}\n`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
