import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import { openAdmin } from '../../sources/admin/openAdmin.js';
import { ExitCode } from '../../text/ExitCode.js';
import { parseJson } from '../../text/json/parseJson.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { UserError } from '../../text/UserError.js';
import { apiFailure, orApiFailure } from '../live/apiFailure.js';
import { pathOf } from '../live/apiPaths.js';
import type { Live } from '../live/Live.js';
import { LiveFiles } from '../live/LiveFiles.js';
import { PROXY_RULES } from '../live/PolicyRule.js';

/** The label of istiod's pods, of every revision. */
const ISTIOD = 'istio=pilot';

/** Where istiod serves `/debug`. */
const DEBUG_PORT = 15_014;

/** Milliseconds without a byte, and for one answer. */
const [PATIENCE, DEADLINE] = [30_000, 120_000];

/** What one istiod answered. */
export interface IstiodAnswer {
  /** Its pod. */
  readonly istiod: string;
  /** `undefined`: it does not know what was asked for (404). */
  readonly document: JsonDocument | undefined;
}

/** What came of asking all of them. */
export interface IstiodAnswers {
  /** Never empty. */
  readonly answers: readonly IstiodAnswer[];
  /** Of those that could not be asked. */
  readonly failures: readonly UserError[];
}

/**
 * Asks every running istiod at its debug port, by port-forward.
 *
 * @throws UserError (exit 5): there is none, none can be asked, or debug access is off.
 */
export async function askIstiods(live: Live, path: string): Promise<IstiodAnswers> {
  const { cluster, options } = live;
  const namespace = options.istioNamespace;
  const files = new LiveFiles(`cluster ${cluster.name}`);
  const found = await orApiFailure(cluster.list(pathOf('Pod', namespace), { labelSelector: ISTIOD }), PROXY_RULES);
  files.addObjects(found, new Date());
  const pods = readSnapshot(files.files, live.report)
    .objects()
    .pods()
    .filter(({ status }) => status.phase === 'Running');
  if (pods.length === 0) {
    throw new UserError(`no istiod runs in namespace ${namespace}`, {
      hint: '-i names the namespace of istiod.',
      exitCode: ExitCode.unreadable,
    });
  }
  const results = await Promise.all(pods.map(({ name }) => attempt(askOne(live, namespace, name, path))));
  const answers = results.flatMap((one) => (one instanceof UserError ? [] : [one]));
  const failures = results.filter((one) => one instanceof UserError);
  const [failure] = failures;
  if (answers.length === 0 && failure !== undefined) throw failure;
  return { answers, failures };
}

async function attempt<T>(work: Promise<T>): Promise<T | UserError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function askOne(live: Live, namespace: string, istiod: string, path: string): Promise<IstiodAnswer> {
  const name = `istiod ${namespace}/${istiod}`;
  const admin = openAdmin({
    connect: live.cluster.portForward(namespace, istiod, DEBUG_PORT).connect,
    name,
    maxBytes: live.options.maxDump,
    patience: PATIENCE,
    deadline: DEADLINE,
  });
  try {
    const body = await admin.get(path);
    return { istiod, document: parseJson(body.bytes(), `${path} of ${name}`) };
  } catch (error) {
    if (!(error instanceof UserError)) throw apiFailure(error, PROXY_RULES);
    if (error.message.startsWith(`${name} answers 404 `)) return { istiod, document: undefined };
    if (!/ answers (?:401|403) to /.test(error.message)) throw error;
    throw new UserError(`debug access is off: ${error.message}`, {
      hint: "istiod's ENABLE_DEBUG_ON_HTTP and DEBUG_AUTH decide who may see /debug.",
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  } finally {
    admin.close();
  }
}
