import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type RecordedProcess, v1, v2, writeProcTree } from './procTree.js';
import { missingPrograms, runScript, SHELLS } from './shells.js';

// Two containers and the sandbox of one pod, and one of another.
const APP = `a1${'0b'.repeat(31)}`;
const PROXY = `a2${'0c'.repeat(31)}`;
const SANDBOX = `a3${'0d'.repeat(31)}`;
const OTHER = `b1${'0e'.repeat(31)}`;
const OUTER = `c1${'0f'.repeat(31)}`;
const UID = '57e67067-89e4-4001-bdd4-8632d39ea02b';
const UID_ = UID.replaceAll('-', '_');

/**
 * Paths as the runtimes write them. cgroupfs: `<parent>/pod<uid>/<id>`, where CRI-O puts `crio-` before the id (kubelet: cgroup_manager_linux.go; CRI-O:
 * internal/config/cgmgr). systemd: a slice a level and a scope `<runtime>-<id>.scope` (kubelet: ToSystemd, dashes of the uid to underscores; runc:
 * getUnitName). containerd joins `<slice>:cri-containerd:<id>` for runc; where runc was told to use cgroupfs, that became the path itself (containerd:
 * getCgroupsPath). crun on cgroup v2 puts a cgroup `container` below the scope.
 */
const RUNTIMES: readonly (readonly [string, (id: string) => readonly string[]])[] = [
  ['containerd, cgroupfs, v1', (id) => v1(`/kubepods/burstable/pod${UID}/${id}`)],
  ['containerd, cgroupfs, v2', (id) => v2(`/kubepods/besteffort/pod${UID}/${id}`)],
  ['guaranteed pods have no level of their own', (id) => v1(`/kubepods/pod${UID}/${id}`)],
  [
    'containerd, systemd, v1',
    (id) =>
      v1(`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice/cri-containerd-${id}.scope`),
  ],
  ['containerd, systemd, v2', (id) => v2(`/kubepods.slice/kubepods-pod${UID_}.slice/cri-containerd-${id}.scope`)],
  [
    'containerd with the parent of systemd and the driver cgroupfs',
    (id) => v1(`/system.slice/containerd.service/kubepods-besteffort-pod${UID_}.slice:cri-containerd:${id}`),
  ],
  [
    'CRI-O, systemd, v1',
    (id) => v1(`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice/crio-${id}.scope`),
  ],
  [
    'CRI-O with crun, systemd, v2',
    (id) =>
      v2(`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice/crio-${id}.scope/container`),
  ],
  ['CRI-O, cgroupfs', (id) => v1(`/kubepods/burstable/pod${UID}/crio-${id}`)],
  ['docker, cgroupfs', (id) => v1(`/kubepods/burstable/pod${UID}/${id}`)],
  [
    'cri-dockerd, systemd',
    (id) => v2(`/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${UID_}.slice/docker-${id}.scope`),
  ],
  [
    'seen from another cgroup namespace',
    (id) => v2(`/../../kubepods-besteffort-pod${UID_}.slice/cri-containerd-${id}.scope`),
  ],
  ['on a node that is a container', (id) => v2(`/docker/${OUTER}/kubelet/kubepods/burstable/pod${UID}/${id}`)],
  [
    'on a node that is a container, systemd',
    (id) =>
      v2(
        `/system.slice/docker-${OUTER}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${UID_}.slice/cri-containerd-${id}.scope`,
      ),
  ],
  ['with systemd inside of the container', (id) => v2(`/kubepods/pod${UID}/${id}/init.scope`)],
  [
    'only some hierarchies',
    (id) => ['12:misc:/', `5:cpu:/kubepods/pod${UID}/${id}`, '0::/system.slice/containerd.service'],
  ],
  ['docker without Kubernetes', (id) => v1(`/docker/${id}`)],
];

const lack = missingPrograms(['dash', 'busybox']);

function locate(shell: readonly [string, ...string[]], kind: string, value: string, tree: readonly RecordedProcess[]) {
  const root = writeProcTree(tree);
  try {
    const [, ...lines] = runScript(shell, [`locate-${kind}`, value, root])
      .toString()
      .trim()
      .split('\n');
    return lines.filter((line) => line !== 'done').map((line) => line.replace(/^fact /, ''));
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe.skipIf(lack.length > 0).each(SHELLS)(
  `finding a process, in %s${lack.length > 0 ? ` (skipped: no ${lack.join(', ')})` : ''}`,
  (_shell, shell) => {
    const inContainer = (kind: string, value: string, tree: readonly RecordedProcess[]) =>
      locate(shell, kind, value, tree);

    describe.each(RUNTIMES)('%s', (_name, pathOf) => {
      const tree = [
        { pid: 1, name: 'systemd', cgroup: v2('/init.scope') },
        { pid: 90, cgroup: pathOf(SANDBOX) },
        { pid: 100, cgroup: pathOf(APP) },
        { pid: 101, cgroup: pathOf(PROXY) },
      ];
      test('by id', () => expect(inContainer('container', PROXY, tree)).toEqual([`container ${PROXY}`, 'pid 101']));
      test('by the first digits of the id', () =>
        expect(inContainer('container', APP.slice(0, 12), tree)).toEqual([`container ${APP}`, 'pid 100']));
      if (pathOf('').join('').includes('pod'))
        test('by uid of the pod', () =>
          expect(inContainer('pod', UID, tree)).toEqual([`container ${SANDBOX}`, 'pid 90']));
      test('not there', () =>
        expect(inContainer('container', OTHER, tree)).toEqual([
          `failed not-found no process of the container ${OTHER} is on this node`,
        ]));
    });

    const pod = (id: string) => v2(`/kubepods/pod${UID}/${id}`);

    test.each<[string, string, string, readonly RecordedProcess[], readonly string[]]>([
      [
        'the process that was started first, not the lowest number',
        'container',
        APP,
        [
          { pid: 12, started: 900, cgroup: pod(APP) },
          { pid: 4000, started: 800, cgroup: pod(APP) },
        ],
        [`container ${APP}`, 'pid 4000'],
      ],
      [
        'a name with blanks and brackets',
        'container',
        APP,
        [
          { pid: 12, started: 900, name: 'a) S 1 (b', cgroup: pod(APP) },
          { pid: 13, started: 800, name: ') 1 2 3', cgroup: pod(APP) },
        ],
        [`container ${APP}`, 'pid 13'],
      ],
      [
        'not conmon, which has the id in its name and is older',
        'container',
        APP,
        [
          { pid: 10, cgroup: v1(`/kubepods.slice/kubepods-pod${UID_}.slice/crio-conmon-${APP}.scope`) },
          { pid: 11, cgroup: v1(`/kubepods.slice/kubepods-pod${UID_}.slice/crio-${APP}.scope`) },
        ],
        [`container ${APP}`, 'pid 11'],
      ],
      [
        'not conmon of cgroupfs, by pod',
        'pod',
        UID,
        [
          { pid: 10, cgroup: v1(`/kubepods/pod${UID}/crio-conmon-${APP}`) },
          { pid: 11, cgroup: v1(`/kubepods/pod${UID}/crio-${APP}`) },
        ],
        [`container ${APP}`, 'pid 11'],
      ],
      [
        'not a container inside of the container',
        'container',
        OUTER,
        [
          { pid: 10, cgroup: v1(`/docker/${OUTER}/docker/${APP}`) },
          { pid: 11, cgroup: v1(`/docker/${OUTER}`) },
        ],
        [`container ${OUTER}`, 'pid 11'],
      ],
      [
        'not one that only some hierarchies show to be inside',
        'container',
        OUTER,
        [
          { pid: 10, cgroup: [`2:cpu:/docker/${OUTER}`, `1:name=systemd:/docker/${OUTER}/docker/${APP}`] },
          { pid: 11, cgroup: v1(`/docker/${OUTER}`) },
        ],
        [`container ${OUTER}`, 'pid 11'],
      ],
      [
        'not a container inside of one of the pod',
        'pod',
        UID,
        [
          { pid: 10, cgroup: v2(`/kubepods/pod${UID}/${APP}/docker/${OTHER}`) },
          { pid: 11, cgroup: v2(`/kubepods/pod${UID}/${APP}`) },
        ],
        [`container ${APP}`, 'pid 11'],
      ],
      [
        'the one inside, if that is asked for',
        'container',
        APP,
        [
          { pid: 10, cgroup: v1(`/docker/${OUTER}/docker/${APP}`) },
          { pid: 5, cgroup: v1(`/docker/${OUTER}`) },
        ],
        [`container ${APP}`, 'pid 10'],
      ],
      [
        'digits that two containers have',
        'container',
        'a',
        [
          { pid: 10, cgroup: pod(APP) },
          { pid: 11, cgroup: pod(PROXY) },
        ],
        ['failed ambiguous 2 containers have ids that begin with a'],
      ],
      [
        'a static pod, by the hash that the kubelet has for it',
        'pod',
        '0123456789abcdef0123456789abcdef',
        [{ pid: 10, cgroup: v2(`/kubepods/burstable/pod0123456789abcdef0123456789abcdef/${APP}`) }],
        [`container ${APP}`, 'pid 10'],
      ],
      [
        'a pod whose uid begins alike',
        'pod',
        UID,
        [{ pid: 10, cgroup: v2(`/kubepods/burstable/pod${UID}0/${APP}`) }],
        [`failed not-found no process of the pod ${UID} is on this node`],
      ],
      [
        'a process without lines, as one that ended',
        'container',
        APP,
        [
          { pid: 10, cgroup: [] },
          { pid: 11, cgroup: pod(APP) },
        ],
        [`container ${APP}`, 'pid 11'],
      ],
      ['an empty /proc', 'container', APP, [], [`failed not-found no process of the container ${APP} is on this node`]],
    ])('%s', (_what, kind, value, tree, expected) => expect(inContainer(kind, value, tree)).toEqual(expected));
  },
);
