/** Something that the facts do not decide: an unsupported match, the order of two chains. */
export interface Question {
  /** For a person, naming rule coordinate and module: "filter:INPUT:3 (-m recent)". */
  readonly what: string;
  /** How many answers there are, at least 2; for a rule 0 is "does not match". */
  readonly answers: number;
}

/** Gives the answer under which the walk goes on, from 0. The walk asks in the same order whenever the answers are the same. */
export type Ask = (question: Question) => number;
