import { setTimeout as delay } from 'node:timers/promises';

/** What a request asks of the answer: `x-lab-status`, `x-lab-delay` (milliseconds, 30,000 at most). */
export async function wishesOf(header: (name: string) => string | undefined): Promise<number> {
  const wait = Math.min(Number(header('x-lab-delay') ?? 0), 30_000);
  if (wait > 0) await delay(wait);
  const status = Number(header('x-lab-status') ?? 200);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
}
