import type { Header } from '../../../envoy/model/HttpRequest.js';

/** Without the offer to go on in HTTP/2, which Envoy takes no notice of (source/common/http/http1/codec_impl.cc, "h2c" upgrades). */
export function dropHttp2Upgrade(headers: readonly Header[]): readonly Header[] {
  const upgrade = headers.find(({ name }) => name === 'upgrade');
  if (upgrade?.value.toLowerCase() !== 'h2c') return headers;
  return headers.flatMap((header) => {
    if (header.name === 'upgrade' || header.name === 'http2-settings') return [];
    if (header.name !== 'connection') return header;
    const kept = header.value
      .split(',')
      .filter((token) => !['upgrade', 'http2-settings'].includes(token.trim().toLowerCase()));
    return kept.length === 0 ? [] : { name: header.name, value: kept.join(',') };
  });
}
