import type { JsonValue } from '../../../text/json/JsonValue.js';

/** A cluster of a kubeconfig. Names of files are absolute. */
export interface KubeconfigCluster {
  readonly server: string;
  readonly tlsServerName: string | undefined;
  readonly insecureSkipTlsVerify: boolean;
  readonly certificateAuthority: string | undefined;
  /** PEM. */
  readonly certificateAuthorityData: string | undefined;
  readonly proxyUrl: string | undefined;
  readonly disableCompression: boolean;
  /** The extension `client.authentication.k8s.io/exec`: what a plugin is told of the cluster. */
  readonly execConfig: JsonValue | undefined;
}

/** Who to act as. */
export interface Impersonation {
  readonly user: string;
  readonly uid: string | undefined;
  readonly groups: readonly string[];
  readonly extra: ReadonlyMap<string, readonly string[]>;
}

/** A program that gives credentials. */
export interface ExecConfig {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion: string;
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always';
}

/** A user of a kubeconfig. Names of files are absolute. */
export interface KubeconfigUser {
  readonly token: string | undefined;
  readonly tokenFile: string | undefined;
  readonly clientCertificate: string | undefined;
  /** PEM. */
  readonly clientCertificateData: string | undefined;
  readonly clientKey: string | undefined;
  /** PEM. */
  readonly clientKeyData: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly impersonate: Impersonation;
  readonly exec: ExecConfig | undefined;
  /** `auth-provider`, which only its name is read of. */
  readonly authProvider: string | undefined;
}

/** A context of a kubeconfig. */
export interface KubeconfigContext {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string | undefined;
}

/** A kubeconfig, or several merged. */
export interface Kubeconfig {
  /** The files it was read from, for messages. */
  readonly files: readonly string[];
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>;
  readonly users: ReadonlyMap<string, KubeconfigUser>;
  readonly contexts: ReadonlyMap<string, KubeconfigContext>;
  /** Empty: none. */
  readonly currentContext: string;
}

/** A user that says nothing. */
export const NO_USER: KubeconfigUser = {
  token: undefined,
  tokenFile: undefined,
  clientCertificate: undefined,
  clientCertificateData: undefined,
  clientKey: undefined,
  clientKeyData: undefined,
  username: undefined,
  password: undefined,
  impersonate: { user: '', uid: undefined, groups: [], extra: new Map() },
  exec: undefined,
  authProvider: undefined,
};
