import { goJsonString } from '../../istio/protojson/goJson.js';
import { safeText } from '../../text/safeText.js';

/** What was rendered of one proxy. */
export interface ProxySection {
  /** `NAMESPACE/POD`. */
  readonly name: string;
  readonly chunks: Iterable<string>;
}

/** Sections below each other, each under a line `==> NAMESPACE/POD <==`. */
export function* joinText(sections: Iterable<ProxySection>): Generator<string> {
  let separator = '';
  for (const { name, chunks } of sections) {
    yield `${separator}==> ${safeText(name)} <==\n`;
    yield* chunks;
    separator = '\n';
  }
}

/** One JSON object with a member `NAMESPACE/POD` for each. */
export function* joinJson(sections: Iterable<ProxySection>): Generator<string> {
  let separator = '{\n';
  for (const { name, chunks } of sections) {
    yield `${separator}${goJsonString(name)}: `;
    let isEmpty = true;
    for (const chunk of chunks) {
      isEmpty = false;
      yield chunk;
    }
    if (isEmpty) yield 'null\n';
    separator = ',';
  }
  yield separator === ',' ? '}\n' : '{}\n';
}

/** YAML documents, each under a comment with the proxy's name. */
export function* joinYaml(sections: Iterable<ProxySection>): Generator<string> {
  for (const { name, chunks } of sections) {
    yield `---\n# ${safeText(name)}\n`;
    yield* chunks;
  }
}
