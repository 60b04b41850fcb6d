import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState, type OpenLab } from '../../../src/app/lab/openLab.js';
import { verifyOne } from '../../../src/app/lab/verifyInLab.js';
import { allBranches } from '../../../src/app/lab/verifyRequests.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { netnsCommand } from '../../../src/lab/run/netnsCommand.js';
import { run } from '../../../src/lab/run/run.js';
import type { Verification } from '../../../src/lab/verify/Verification.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { callerRequest } from '../callerRequest.js';

const isRoot = process.getuid?.() === 0;
const NAME = 'node-rules';

/** Without sidecars, so that it is the node alone that leads a Service's address to a pod. */
const LAB = `
name: ${NAME}
pods:
  - { name: caller, ips: [10.20.5.10, 'fd00:25::10'] }
  - { name: one, ips: [10.20.5.11, 'fd00:25::11'], labels: { app: web }, apps: [{ port: 8080 }] }
  - { name: two, ips: [10.20.5.12, 'fd00:25::12'], labels: { app: web }, apps: [{ port: 8080 }] }
services:
  - { name: web, vips: [10.96.5.1, 'fd96:5::1'], selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
  - { name: nobody, vips: [10.96.5.2], selector: { app: nobody }, ports: [{ port: 80 }] }
`;

describe.skipIf(!isRoot)(
  isRoot ? "a lab's node in traces" : "a lab's node in traces (skipped: not root)",
  { timeout: 60_000 },
  () => {
    let state: LabState;
    let lab: OpenLab;
    beforeAll(async () => {
      await labDown(NAME);
      state = await labUp(parseLabFile(LAB, 'node.yaml'));
      lab = await openState(state, () => undefined);
    }, 60_000);
    afterAll(async () => {
      await labDown(NAME);
    });

    const verify = async (from: string, url: string): Promise<Verification> => {
      const request = { name: '', options: callerRequest(`${from}.default`, url), pins: allBranches([]) };
      return (await verifyOne(lab, request, { repeat: 1, timeoutMs: 2000 }, () => undefined)).verification;
    };
    const onNode = (found: Verification): readonly string[] =>
      found.kind === 'abstention'
        ? [found.unknown]
        : found.held.map(({ step }) => step).filter((step) => step.startsWith(`node ${NAME}-node: `));

    test.each([
      ['caller', 'http://web/'],
      ['caller', 'http://[fd96:5::1]/'],
      // Perhaps to itself, by masquerading.
      ['one', 'http://web/'],
    ])("%s asks %s: the node's rules count what the trace says", async (from, url) => {
      const found = await verify(from, url);
      expect(found.kind).toBe('agreement');
      expect(onNode(found).join('\n')).toMatch(/nat:KUBE-SEP-\w+:rule:\d/);
    });

    test('an address of a Service without endpoints is refused by the node', async () => {
      const found = await verify('caller', 'http://nobody/');
      expect(found.kind).toBe('agreement');
      expect(onNode(found).join('\n')).toContain('filter:KUBE-SERVICES:rule:1');
    });

    test('a rule of the node that the facts do not have is a difference', async () => {
      const rule = ['-d', '10.96.5.1', '-p', 'tcp', '-j', 'DNAT', '--to-destination', '10.20.5.11:8080'];
      const onTheNode = (...argv: readonly string[]): Promise<string> =>
        run(netnsCommand({ netns: state.node.netns }, ['iptables-nft', '-t', 'nat', ...argv]));
      await onTheNode('-I', 'PREROUTING', ...rule);
      const found = await verify('caller', 'http://web/');
      await onTheNode('-D', 'PREROUTING', ...rule);
      expect(found.kind).toBe('disagreement');
      expect(found.kind === 'disagreement' ? found.difference.step : '').toContain(`node ${NAME}-node: nat:`);
    });
  },
);
