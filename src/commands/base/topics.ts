import type { Topic } from '@oclif/core/interfaces';

/** What the words say that have commands below them. */
export const TOPICS: readonly Topic[] = [
  { name: 'proxy-config', description: "a proxy's configuration as istioctl's tables (also: pc)" },
  { name: 'proxy', description: 'the reference proxy' },
  { name: 'lab', description: 'pods made of network namespaces, to hold predictions against' },
  { name: 'node', description: 'what reads on a node, and what it leaves' },
  { name: 'snapshot', description: 'evidence on disk, shareable' },
];

/** Other spellings of a topic, as istioctl's users type them. */
export const TOPIC_ALIASES: Readonly<Record<string, string>> = { pc: 'proxy-config' };
