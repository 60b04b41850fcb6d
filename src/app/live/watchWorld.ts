import type { PodNode } from '../../trace/world/PodNode.js';
import type { World } from '../../trace/world/World.js';

/** A world, and whom a walk met in it. */
export interface WatchedWorld {
  readonly world: World;
  /** Those met since it was called last. */
  readonly takeMet: () => { readonly pods: readonly PodNode[]; readonly nodes: readonly string[] };
}

/** Watches which pods and nodes a walk comes by. */
export function watchWorld(world: World): WatchedWorld {
  const pods = new Set<PodNode>();
  const nodes = new Set<string>();
  const met = (pod: PodNode | undefined): PodNode | undefined => {
    if (pod !== undefined) pods.add(pod);
    return pod;
  };
  return {
    world: {
      ...world,
      pod: (namespace, name) => met(world.pod(namespace, name)),
      podByIp: (ip, port) => met(world.podByIp(ip, port)),
      nodeNetns: (name) => {
        nodes.add(name);
        return world.nodeNetns(name);
      },
    },
    takeMet: () => {
      const taken = { pods: [...pods], nodes: [...nodes] };
      pods.clear();
      nodes.clear();
      return taken;
    },
  };
}
