import { describe, expect, test } from 'vitest';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { generateSet } from './generate/generateSet.js';
import { renderDraft } from './generate/RuleSetDraft.js';
import { labFile } from './labFile.js';

describe('a disagreement as a lab', () => {
  test('is a lab file with the rules, whatever they are', () => {
    for (let number = 0; number < 12; number += 1) {
      const { drafts, packets } = generateSet(3, number);
      const rules = drafts.map(renderDraft);
      const [packet] = packets;
      if (packet === undefined) throw new Error('no packet');
      const [pod] = parseLabFile(labFile(`proof-3-${number}`, rules, packet), 'proof.yaml').pods;
      const after = pod?.rules.after;
      const loaded = [after?.ipv4, after?.ipv6, after?.nft].join('\n').replaceAll(/\s+/g, ' ');
      for (const { text } of rules) expect(loaded).toContain(text.trim().replaceAll(/\s+/g, ' '));
    }
  });
  test('says by which command a TCP connection is opened again', () => {
    const { drafts, packets } = generateSet(3, 1);
    const packet = packets.find(
      ({ protocol, direction, state }) => protocol === 'tcp' && direction === 'out' && state === 'new',
    );
    if (packet === undefined) throw new Error('no packet');
    const text = labFile('again', drafts.map(renderDraft), { ...packet, uid: 1337, gid: 1000, sourcePort: 20001 });
    expect(text).toMatch(/^# hopctl lab up -f again\.yaml$/m);
    expect(text).toMatch(
      /^# hopctl lab request again pod\.default tcp:\/\/\S+ --uid 1337 --gid 1000.* --source-port 20001$/m,
    );
  });
});
