/** The forms of what a lab saw; the first is the default. */
export const LAB_FORMATS = ['detailed', 'json', 'yaml'] as const;

/** One of {@link LAB_FORMATS}. */
export type LabFormat = (typeof LAB_FORMATS)[number];
