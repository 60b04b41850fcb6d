/** Cuts the bytes of a gRPC stream into messages (flag, 4 bytes of length, message). */
export class GrpcFrames {
  readonly #longest: number;
  #rest = Buffer.alloc(0);

  /** @param longest the bytes that a message may have */
  constructor(longest = Number.POSITIVE_INFINITY) {
    this.#longest = longest;
  }

  /** The messages that are complete with these bytes. Throws a RangeError for one that is too long. */
  add(bytes: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages: Buffer[] = [];
    while (this.#rest.length >= 5) {
      const length = this.#rest.readUInt32BE(1);
      if (length > this.#longest) throw new RangeError('a message is too long');
      const end = 5 + length;
      if (this.#rest.length < end) break;
      messages.push(this.#rest.subarray(5, end));
      this.#rest = this.#rest.subarray(end);
    }
    return messages;
  }
}
