import type { ConfigView } from '../../app/proxyConfig/ConfigView.js';
import type { ProtoReader } from '../../istio/protojson/ProtoReader.js';
import type { Palette } from '../../text/Palette.js';
import { joinJson, joinText, joinYaml, type ProxySection } from './joinSections.js';
import { renderNames } from './renderNames.js';
import { renderShort } from './renderShort.js';

/** `-o` of `proxy-config`. */
export type ConfigOutput = 'short' | 'table' | 'wide' | 'json' | 'yaml' | 'name' | `jsonpath=${string}`;

/** What a renderer may need. */
export interface RendererOptions {
  readonly withHeaders: boolean;
  readonly palette: () => Promise<Palette>;
  /** Told what was left out, when all is rendered. */
  readonly note: (message: string) => void;
}

/** A proxy and what to show of it. */
export interface NamedView {
  readonly name: string;
  readonly view: ConfigView;
}

/** Renders in pieces; `withSections`: each proxy under its name. */
export type ConfigRenderer = (views: readonly NamedView[], withSections: boolean) => Iterable<string>;

type Join = (sections: Iterable<ProxySection>) => Iterable<string>;

/** The renderer of an output. What only that output needs is loaded now: schema, tables of our own, jsonpath. */
export async function createConfigRenderer(output: ConfigOutput, options: RendererOptions): Promise<ConfigRenderer> {
  switch (output) {
    case 'short':
    case 'table':
      return rendererOf((view) => [renderShort(view, options.withHeaders)], joinText);
    case 'name':
      return rendererOf((view) => [renderNames(view)], joinText);
    case 'wide': {
      const { renderWide } = await import('./renderWide.js');
      const palette = await options.palette();
      return rendererOf((view) => [renderWide(view, palette)], joinText);
    }
    case 'json':
    case 'yaml': {
      const { renderJson, renderYaml } = await import('./renderMessages.js');
      const isJson = output === 'json';
      return readerRenderer(isJson ? renderJson : renderYaml, isJson ? joinJson : joinYaml, options);
    }
    default: {
      const [{ messagesValue }, { renderJsonPath }] = await Promise.all([
        import('./messagesValue.js'),
        import('../jsonpath/renderJsonPath.js'),
      ]);
      const template = output.slice('jsonpath='.length);
      return readerRenderer(
        (view, reader) => [renderJsonPath(template, messagesValue(view, reader))],
        joinText,
        options,
      );
    }
  }
}

function rendererOf(render: (view: ConfigView) => Iterable<string>, join: Join): ConfigRenderer {
  return function* (views, withSections) {
    const sections = lazySections(views, render);
    if (withSections) yield* join(sections);
    else for (const { chunks } of sections) yield* chunks;
  };
}

function* lazySections(
  views: readonly NamedView[],
  render: (view: ConfigView) => Iterable<string>,
): Generator<ProxySection> {
  for (const { name, view } of views) yield { name, chunks: render(view) };
}

/** For outputs that read whole messages; afterwards says what the schema did not know. */
async function readerRenderer(
  render: (view: ConfigView, reader: ProtoReader) => Iterable<string>,
  join: Join,
  { note }: RendererOptions,
): Promise<ConfigRenderer> {
  const [{ loadSchema }, { ProtoReader }, { describeUnknowns }] = await Promise.all([
    import('../../istio/protojson/loadSchema.js'),
    import('../../istio/protojson/ProtoReader.js'),
    import('./describeUnknowns.js'),
  ]);
  const reader = new ProtoReader(await loadSchema());
  const renderer = rendererOf((view) => render(view, reader), join);
  return function* (views, withSections) {
    yield* renderer(views, withSections);
    for (const message of describeUnknowns(reader.unknowns)) note(message);
  };
}
