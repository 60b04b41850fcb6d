import { randomBytes } from 'node:crypto';
import type { Clock } from '../state/Clock.js';
import type { User } from './User.js';

interface Token {
  readonly user: User;
  /** Milliseconds since the epoch of the server's clock. */
  readonly expiresAt: number;
}

/** The bearer tokens that the server knows. */
export class Tokens {
  private readonly known = new Map<string, Token>();

  constructor(private readonly clock: Clock) {}

  /** A new token of a user, or the one that is given. `lifetime` in milliseconds of the server's clock; for ever if not said. */
  issue(user: User, { token = randomBytes(24).toString('base64url'), lifetime = Infinity } = {}): string {
    this.known.set(token, { user, expiresAt: this.clock.now() + lifetime });
    return token;
  }

  /** The server does not know it any more. */
  revoke(token: string): void {
    this.known.delete(token);
  }

  /** Whose it is, unless it is unknown or has expired. */
  userOf(token: string): User | undefined {
    const found = this.known.get(token);
    return found === undefined || found.expiresAt <= this.clock.now() ? undefined : found.user;
  }
}
