import type { Cluster } from '../../envoy/model/Cluster.js';
import type { Branch, Choose } from '../../logic/Fork.js';
import { chooseAtRandom } from '../chance/chooseAtRandom.js';
import { hashOf } from './hashOf.js';

/** Earliest deadline first over weighted branches (source/extensions/load_balancing_policies/common/load_balancer_impl.cc, EDF). */
interface Schedule {
  readonly deadlines: Map<string, number>;
  now: number;
}

/** Sets of candidates whose turns are remembered. */
const MOST_SCHEDULES = 64;

/** Whose turn it is: decides the fork `endpoint` as the cluster's `lb_policy` does, every other by chance. */
export class EndpointBalancer {
  readonly #cluster: Cluster;
  readonly #random: () => number;
  readonly #chance: Choose;
  readonly #active: (label: string) => number;
  readonly #schedules = new Map<string, Schedule>();

  /** @param active how many requests a host has now, by its label */
  constructor(cluster: Cluster, random: () => number, active: (label: string) => number) {
    this.#cluster = cluster;
    this.#random = random;
    this.#chance = chooseAtRandom(random);
    this.#active = active;
  }

  /** For one request; `hash`: of its hash policies, undefined where none applies. */
  chooser(hash: number | undefined): Choose {
    return (fork) => {
      if (fork.name !== 'endpoint' || fork.branches.length === 1) return this.#chance(fork);
      switch (this.#cluster.lbPolicy) {
        case 'RING_HASH':
        case 'MAGLEV':
          return hash === undefined ? this.#chance(fork) : byHash(fork.branches, hash);
        case 'LEAST_REQUEST':
          return this.#leastRequest(fork.branches);
        case 'RANDOM':
          return this.#chance(fork);
        default:
          return this.#roundRobin(fork.branches);
      }
    };
  }

  /** Two at random, and of them the one with fewer requests (its default choice_count). */
  #leastRequest<T>(branches: readonly Branch<T>[]): Branch<T> {
    const [a, b] = [this.#chance({ name: '', about: '', branches }), this.#chance({ name: '', about: '', branches })];
    return this.#active(b.label) < this.#active(a.label) ? b : a;
  }

  #roundRobin<T>(branches: readonly Branch<T>[]): Branch<T> {
    const schedule = this.#scheduleOf(branches);
    let best: Branch<T> | undefined;
    let bestAt = Infinity;
    for (const branch of branches) {
      const at = schedule.deadlines.get(branch.label) ?? schedule.now;
      if (at < bestAt) [best, bestAt] = [branch, at];
    }
    if (best === undefined) return this.#chance({ name: '', about: '', branches });
    schedule.now = bestAt;
    schedule.deadlines.set(best.label, bestAt + 1 / best.probability);
    return best;
  }

  #scheduleOf<T>(branches: readonly Branch<T>[]): Schedule {
    const key = branches.map(({ label }) => label).join(' ');
    let schedule = this.#schedules.get(key);
    if (schedule === undefined) {
      if (this.#schedules.size >= MOST_SCHEDULES) this.#schedules.clear();
      const deadlines = new Map(branches.map(({ label, probability }) => [label, this.#random() / probability]));
      schedule = { deadlines, now: 0 };
      this.#schedules.set(key, schedule);
    }
    return schedule;
  }
}

/** Rendezvous hashing: the same hash finds the same host, and few move when a host comes or goes. */
function byHash<T>(branches: readonly Branch<T>[], hash: number): Branch<T> {
  const score = ({ label, probability }: Branch<T>): number =>
    -probability / Math.log((hashOf(`${hash} ${label}`) + 0.5) / 4_294_967_296);
  return branches.reduce((best, branch) => (score(branch) > score(best) ? branch : best));
}
