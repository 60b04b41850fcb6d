/** Something that is wanted and not there yet. */
export interface Need {
  /** The same need has the same key: it is fetched once, whatever comes of it. */
  readonly key: string;
  /** For a line of progress: `the configuration of web/cart-1`. */
  readonly what: string;
  /** Fetches it into the files. What keeps the question as a whole from being answered is thrown as a `UserError`. */
  readonly fetch: () => Promise<void>;
}

/** At once: enough to wait for one answer only, few enough for an API server not to notice. */
const AT_ONCE = 6;

/** Fetches all needs, some at a time; the first error is thrown when all have ended. */
export async function fetchAll(needs: readonly Need[], progress: (what: string) => void): Promise<void> {
  const queue = [...needs];
  const errors: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let need = queue.shift(); need !== undefined; need = queue.shift()) {
      progress(need.what);
      await need.fetch().catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (errors.length > 0) throw errors[0];
}
