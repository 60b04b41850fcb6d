import { constants, createDeflate, createInflate } from 'node:zlib';
import { HEADER_DICTIONARY } from './headerDictionary.js';

/** Headers of a stream; names in lower case. */
export type Headers = ReadonlyMap<string, string>;

/** Compresses and expands header blocks. Each direction is one stream of zlib for the whole connection, so that the order matters. */
export class HeaderCodec {
  private readonly deflate = createDeflate({ dictionary: HEADER_DICTIONARY });
  private readonly inflate = createInflate({ dictionary: HEADER_DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH });
  private packing: Promise<unknown> = Promise.resolve();
  private expanded: Buffer[] = [];
  private packed: Buffer[] = [];

  constructor() {
    this.inflate.on('data', (bytes: Buffer) => this.expanded.push(bytes));
    this.deflate.on('data', (bytes: Buffer) => this.packed.push(bytes));
  }

  /** Headers to a block. */
  pack(headers: Headers): Promise<Buffer> {
    const block = this.packing.then(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          this.deflate.once('error', reject);
          this.deflate.write(plain(headers));
          this.deflate.flush(constants.Z_SYNC_FLUSH, () => {
            this.deflate.off('error', reject);
            resolve(Buffer.concat(this.packed.splice(0)));
          });
        }),
    );
    this.packing = block;
    return block;
  }

  /** A block to headers. Blocks have to come one after the other. */
  expand(block: Buffer): Promise<Headers> {
    return new Promise((resolve, reject) => {
      this.inflate.once('error', reject);
      this.inflate.write(block);
      this.inflate.flush(constants.Z_SYNC_FLUSH, () => {
        this.inflate.off('error', reject);
        resolve(parse(Buffer.concat(this.expanded.splice(0))));
      });
    });
  }

  /** Frees what zlib holds. */
  close(): void {
    this.inflate.close();
    this.deflate.close();
  }
}

function plain(headers: Headers): Buffer {
  const text = (value: string): readonly Buffer[] => [number(Buffer.byteLength(value)), Buffer.from(value)];
  return Buffer.concat([
    number(headers.size),
    ...[...headers].flatMap(([name, value]) => [...text(name), ...text(value)]),
  ]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function parse(bytes: Buffer): Headers {
  let at = 4;
  const text = (): string => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const count = bytes.readUInt32BE(0);
  return new Map(Array.from({ length: count }, () => [text().toLowerCase(), text()]));
}
