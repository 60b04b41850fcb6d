import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionsOfCheck, pinsOfCheck } from '../../../src/app/check/optionsOfCheck.js';
import { allBranches, type NamedRequest } from '../../../src/app/lab/verifyRequests.js';
import { readCheckFile } from '../../../src/check/readCheckFile.js';
import type { LabFile, LabPod, LabService, LabServicePort } from '../../../src/lab/model/LabFile.js';
import { callerRequest } from '../callerRequest.js';

/** Chance from a seed, the same every time (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The lab's name server speaks nothing else there. */
const DNS_PORT = 53;

/** Every pod of the lab that could send, to every port of every Service by TCP, in an order by chance. */
export function crossRequests(file: LabFile, assume: readonly string[], chance: () => number): readonly NamedRequest[] {
  const pods = file.pods.filter(({ namespace }) => namespace !== 'kube-system');
  const all = pods.flatMap((pod) =>
    file.services.flatMap((service) =>
      service.ports
        .filter(({ protocol, targetPort }) => protocol === 'TCP' && targetPort !== DNS_PORT)
        .map((port) => ({ pod, url: urlOf(service, port, chance) })),
    ),
  );
  return shuffled(all, chance).map(({ pod, url }) => ({
    name: `${pod.name} to ${url}`,
    options: callerRequest(`${pod.name}.${pod.namespace}`, url, wordsOf(pod, url, chance)),
    pins: allBranches(assume),
  }));
}

/** The requests of a fixture's checks that a pod of the lab sends, with every fork open. */
export function checkedRequests(folder: string, file: LabFile, assume: readonly string[]): readonly NamedRequest[] {
  const path = join(folder, 'checks.yaml');
  const { checks } = readCheckFile(readFileSync(path, 'utf8'), path);
  const names = new Set(file.pods.map(({ name, namespace }) => `${name}.${namespace}`));
  return checks
    .map((check) => ({ check, options: optionsOfCheck(check), pins: pinsOfCheck(check) }))
    .filter(({ options }) => names.has(options.from) && options.only !== 'inbound' && options.ctState === 'new')
    .filter(({ options }) => options.asPeer === undefined && options.sourceIp === undefined)
    .filter(({ options }) => !options.url.endsWith(`:${DNS_PORT}`))
    .map(({ check, options }) => {
      const { only: _only, ...whole } = options;
      return { name: check.name, options: whole, pins: allBranches(assume) };
    });
}

const PATHS = ['/', '/items', '/items?preview=1', '/v9/items', '/reviews/1', '/cart/checkout', '/api//x'] as const;

function urlOf(
  { name, namespace }: LabService,
  { name: portName, port }: LabServicePort,
  chance: () => number,
): string {
  const host = `${name}.${namespace}`;
  const scheme = /^(?:https|tls)/.test(portName) || port === 443 ? 'https' : isTcp(portName) ? 'tcp' : 'http';
  return scheme === 'tcp' ? `tcp://${host}:${port}` : `${scheme}://${host}:${port}${pick(PATHS, chance)}`;
}

function isTcp(portName: string): boolean {
  return /^(?:tcp|redis|mysql|mongo|postgres)/.test(portName);
}

function wordsOf({ sidecar }: LabPod, url: string, chance: () => number): Parameters<typeof callerRequest>[2] {
  const asProxy = sidecar !== undefined && chance() < 0.05;
  const canary = url.startsWith('http:') && chance() < 0.3;
  return {
    ...(asProxy ? { uid: sidecar.uid, gid: sidecar.gid } : {}),
    ...(canary ? { headers: ['x-canary: true'] } : {}),
    ...(url.startsWith('http:') && chance() < 0.2 ? { http2PriorKnowledge: true } : {}),
  };
}

function pick<T>(list: readonly T[], chance: () => number): T {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function shuffled<T>(list: readonly T[], chance: () => number): readonly T[] {
  return list
    .map((item) => ({ item, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
