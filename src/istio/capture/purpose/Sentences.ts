/**
 * Sentences by `TABLE CHAIN`, then by the rule's shape (`ruleShape`). `{source}`, `{port}`, … stand for the rule's values (see
 * `fillSentence`).
 */
export type Sentences = Readonly<Record<string, Readonly<Record<string, string>>>>;
