/** What the helper pods of hopctl are found by. */
export const HELPER_LABELS: Readonly<Record<string, string>> = {
  'app.kubernetes.io/managed-by': 'hopctl',
  'app.kubernetes.io/component': 'node-helper',
};

/** `HELPER_LABELS` as `-l` has it. */
export const HELPER_SELECTOR = Object.entries(HELPER_LABELS)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');
