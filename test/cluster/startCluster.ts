import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/text/json/JsonValue.js';
import { DEFAULT_ROLES } from './auth/defaultRoles.js';
import { Tokens } from './auth/Tokens.js';
import { mapAt, withAt } from './objects/json.js';
import type { KubeObject } from './objects/KubeObject.js';
import { kubeconfigText, type KubeconfigOptions } from './kubeconfig.js';
import { ClusterCa } from './pki/ClusterCa.js';
import type { PodFate } from './pods/PodFate.js';
import { PodLifecycle } from './pods/PodLifecycle.js';
import { PodRuntime, type Backends } from './pods/PodRuntime.js';
import { ApiServer } from './server/ApiServer.js';
import { Faults } from './server/Faults.js';
import type { SeenRequest } from './server/SeenRequest.js';
import { ClusterState } from './state/ClusterState.js';
import { Clock } from './state/Clock.js';

/** What a test cluster is made of. */
export interface ClusterOptions {
  /** Objects that are there from the start, with apiVersion and kind. Their namespaces are made. */
  readonly objects?: readonly JsonObject[];
  /** What is behind the pods, by `namespace/name`, or as a function of the pod. */
  readonly backends?: Backends;
  /** What becomes of pods that clients create. If not said, they are said to run, and do nothing. */
  readonly fateOf?: (pod: KubeObject) => PodFate;
  /** `v1.32.4` if not said. */
  readonly serverVersion?: string;
  /** Exec, attach and port-forward over WebSocket need the verb `create`, too. */
  readonly streamsNeedCreate?: boolean;
}

/** A user of the cluster. */
export interface ClusterUser {
  readonly name: string;
  readonly groups?: readonly string[];
  /** Milliseconds that its token or certificate is good for. */
  readonly lifetime?: number;
}

/** A cluster that runs. */
export interface TestCluster {
  readonly url: string;
  /** The certificate of its authority, PEM. */
  readonly ca: string;
  /** A folder of its own, which goes with it. */
  readonly dir: string;
  /** Of an administrator (group system:masters) with a bearer token, in the namespace `default`. */
  readonly kubeconfigPath: string;
  readonly state: ClusterState;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly pods: PodRuntime;
  readonly faults: Faults;
  /** What the server saw, the oldest first. */
  readonly requests: readonly SeenRequest[];
  readonly server: ApiServer;
  /** Writes a kubeconfig of a user who has a new token; gives its path. */
  userWithToken(user: ClusterUser, options?: KubeconfigOptions): Promise<string>;
  /** The same with a client certificate. */
  userWithCertificate(user: ClusterUser, options?: KubeconfigOptions): Promise<string>;
  /** Stops it, ends what runs in its pods, and removes its folder. */
  close(): Promise<void>;
}

/** Starts a cluster on the loopback. */
export async function startCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  const clock = new Clock();
  const state = new ClusterState(clock);
  const tokens = new Tokens(clock);
  const pods = new PodRuntime(options.backends ?? {}, () => clock.now());
  const faults = new Faults();
  const { fateOf = () => ({ kind: 'pretend' }) } = options;
  const lifecycle = new PodLifecycle(state, clock, pods, fateOf);
  fill(state, options.objects ?? []);
  const ca = await ClusterCa.create();
  const identity = await ca.issue({ name: 'kube-apiserver', dns: ['localhost', 'kubernetes'], ips: ['127.0.0.1'] });
  const { serverVersion = 'v1.32.4', streamsNeedCreate = false } = options;
  const context = { state, clock, tokens, pods, lifecycle, serverVersion, streamsNeedCreate };
  const server = new ApiServer(context, faults, { ...identity, ca: ca.certificate });
  const url = `https://127.0.0.1:${await server.listen()}`;
  const dir = await mkdtemp(join(tmpdir(), 'hopctl-cluster-'));
  let files = 0;
  const write = async (text: string): Promise<string> => {
    files += 1;
    const path = join(dir, `kubeconfig-${files}`);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const userWithToken: TestCluster['userWithToken'] = async ({ name, groups = [], lifetime }, more = {}) => {
    const token = tokens.issue({ name, groups }, lifetime === undefined ? {} : { lifetime });
    return write(kubeconfigText({ url, ca: ca.certificate, user: { name, token } }, more));
  };
  const userWithCertificate: TestCluster['userWithCertificate'] = async (user, more = {}) => {
    const pair = await ca.issue(user);
    return write(kubeconfigText({ url, ca: ca.certificate, user: { name: user.name, ...pair } }, more));
  };
  return {
    url,
    ca: ca.certificate,
    dir,
    kubeconfigPath: await userWithToken({ name: 'kubernetes-admin', groups: ['system:masters'] }),
    state,
    clock,
    tokens,
    pods,
    faults,
    requests: server.requests,
    server,
    userWithToken,
    userWithCertificate,
    close: async () => {
      lifecycle.close();
      await Promise.all([server.close(), pods.close()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function fill(state: ClusterState, objects: readonly JsonObject[]): void {
  for (const role of DEFAULT_ROLES) state.put(role);
  for (const name of ['default', 'kube-system', 'kube-public']) state.putNamespace(name);
  for (const object of objects) state.put(object.kind === 'Pod' ? asStored(object) : object);
}

/** A pod that a test wrote, with what no pod of a real server is without. */
function asStored(pod: JsonObject): JsonObject {
  return withAt(pod, ['spec'], { securityContext: {}, restartPolicy: 'Always', ...mapAt(pod, 'spec') });
}
