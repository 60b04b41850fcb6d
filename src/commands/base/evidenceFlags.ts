import { string as stringArg } from '@oclif/core/args';
import { boolean, string } from '@oclif/core/flags';

/** The arguments and flags that say which proxies a command is about. */
export const PROXY_ARGS = {
  target: stringArg({
    ignoreStdin: true,
    multiple: true,
    description: 'the pod: NAME[.NAMESPACE] or TYPE/NAME[.NAMESPACE]; several print a section each',
  }),
};

/** Where evidence is, and which pods of a snapshot. */
export const EVIDENCE_FLAGS = {
  file: string({ char: 'f', description: 'what the admin interface answered; - for stdin', helpValue: 'FILE|-' }),
  snapshot: string({ description: 'evidence on disk instead of a cluster', helpValue: 'DIR|FILE.tgz|-' }),
  namespace: string({ char: 'n', description: 'namespace of a TARGET that names none', helpValue: 'NAMESPACE' }),
  'all-namespaces': boolean({
    char: 'A',
    description: 'every pod that has a proxy; on a snapshot, whose dump was captured',
  }),
  selector: string({ char: 'l', description: 'the pods with these labels', helpValue: 'app=cart,tier!=db' }),
};

/** What these flags parse to. */
export interface EvidenceFlags {
  readonly file: string | undefined;
  readonly snapshot: string | undefined;
  readonly namespace: string | undefined;
  readonly 'all-namespaces': boolean;
  readonly selector: string | undefined;
}
