import { describe, expect, test } from 'vitest';
import { parseIp } from '../../src/net/IpAddress.js';
import { manifest, snapshot } from './harness.js';

const POD = '{apiVersion: v1, kind: Pod, metadata: {namespace: web, name: a}, status: {podIPs: [{ip: 10.0.0.1}]}}';
const DUMP = '{"configs": []}';
const FILES = {
  'objects/a.yaml': POD,
  'pods/web/a/config_dump.json': DUMP,
  'pods/web/a/iptables-save.txt': '*nat\nCOMMIT\n',
};
const WITH_MANIFEST = { ...FILES, 'snapshot.json': manifest(FILES) };
const NO_MANIFEST = 'snap: no snapshot.json, so nothing says when and how this was captured';

describe('lazily', () => {
  test('opening reads the manifest alone', () => expect(snapshot(WITH_MANIFEST).reads).toEqual(['snapshot.json']));
  test('a dump is read when it is asked for, once, and no objects with it', () => {
    const { facts, reads } = snapshot(FILES);
    const [workload] = facts.workloads;
    expect(reads).toEqual([]);
    expect(workload?.proxy?.configDump()).toBe(workload?.proxy?.configDump());
    expect(reads).toEqual(['pods/web/a/config_dump.json']);
  });
  test('a dump that is broken is so only for who asks', () => {
    const { facts } = snapshot({ ...FILES, 'pods/web/a/config_dump.json': '{' });
    expect(facts.workloads[0]?.captured.has('config_dump')).toBe(true);
    expect(() => facts.workloads[0]?.proxy?.configDump()).toThrow(expect.objectContaining({ exitCode: 5 }));
  });
});

describe('every fact says where it came from', () => {
  test('and when, by the manifest', () =>
    expect(snapshot(WITH_MANIFEST).facts.workloads[0]?.proxy?.configDump()?.source).toEqual({
      kind: 'snapshot',
      path: 'snap/pods/web/a/config_dump.json',
      capturedAt: '2026-01-02T03:04:05Z',
    }));
  test('and nothing of when, without one', () =>
    expect(snapshot(FILES).facts.workloads[0]?.proxy?.configDump()?.source).toEqual({
      kind: 'snapshot',
      path: 'snap/pods/web/a/config_dump.json',
    }));
  test('the document is named as its source is', () =>
    expect(snapshot(FILES).facts.workloads[0]?.proxy?.configDump()?.document.name).toBe(
      'snap/pods/web/a/config_dump.json',
    ));
});

describe('manifest against files', () => {
  test('all as it says', () => expect(snapshot(WITH_MANIFEST).notes).toEqual([]));
  test('no manifest', () => expect(snapshot(FILES).notes).toEqual([NO_MANIFEST]));
  test('a file that has changed is told when it is read, once, and read', () => {
    const { facts, notes } = snapshot({ ...WITH_MANIFEST, 'pods/web/a/config_dump.json': '{"configs": [1]}' });
    expect(notes).toEqual([]);
    expect(facts.workloads[0]?.proxy?.configDump()?.document.value).toEqual({ configs: [1] });
    expect(notes).toEqual([
      "snap/pods/web/a/config_dump.json: changed since it was captured (its sha256 is not the manifest's)",
    ]);
  });
  test('a file that is gone', () => {
    const { 'objects/a.yaml': _gone, ...rest } = WITH_MANIFEST;
    expect(snapshot(rest).notes).toEqual(['snap: objects/a.yaml is in the manifest, but not there']);
  });
  test('a file that it does not list', () =>
    expect(snapshot({ ...WITH_MANIFEST, 'pods/web/a/clusters.json': '{}' }).notes).toEqual([
      'snap/pods/web/a/clusters.json: not in the manifest',
    ]));
  test('files that are none of the layout’s are not looked at', () =>
    expect(snapshot({ ...WITH_MANIFEST, 'README.md': '', 'pods/web/a/notes.txt': '', 'pods/x': '' }).notes).toEqual(
      [],
    ));
  test('an item with an error says why something is missing', () => {
    const error = {
      path: 'pods/web/b/config_dump.json',
      kind: 'config_dump',
      of: 'pod/web/b',
      source: '',
      at: '',
      error: 'port-forward was refused',
    };
    const { facts, notes } = snapshot({ ...FILES, 'snapshot.json': manifest(FILES, [error]) });
    expect(notes).toEqual([]);
    expect(facts.workload('web', 'b')?.missing).toMatchObject([
      { kind: 'config_dump', why: 'port-forward was refused' },
    ]);
  });
  test.each([
    ['a newer one', { schemaVersion: 2, items: [] }, 'the snapshot has schemaVersion 2, this hopctl reads up to 1'],
    ['none', { items: [] }, 'the manifest has no schemaVersion'],
    ['something else', [], 'this is no manifest of a snapshot'],
    ['an item without a path', { schemaVersion: 1, createdAt: '', tool: '', items: [{}] }, 'path is not a string'],
  ])('refused: %s', (_what, value, message) => {
    expect(() => snapshot({ 'snapshot.json': JSON.stringify(value) })).toThrow(
      expect.objectContaining({ message, exitCode: 5 }),
    );
  });
});

describe('workloads', () => {
  const by = (text: string, files: Readonly<Record<string, string>>): string | undefined => {
    const ip = parseIp(text);
    return ip && snapshot(files).facts.podByIp(ip)?.name;
  };
  test('one that only the objects know', () => {
    const { facts } = snapshot({ 'objects/a.yaml': POD });
    expect([facts.workloads, facts.workload('web', 'a')?.proxy, facts.workload('web', 'a')?.netns.hasRules]).toEqual([
      [],
      undefined,
      false,
    ]);
  });
  test('one that nobody knows', () => expect(snapshot(FILES).facts.workload('web', 'z')).toBeUndefined());
  test('by address, from the objects', () => expect(by('10.0.0.1', FILES)).toBe('a'));
  test('by address, from the network namespace', () =>
    expect(by('10.0.0.7', { 'pods/web/b/addresses.txt': '2: eth0: <UP>\n inet 10.0.0.7/24 scope global eth0' })).toBe(
      'b',
    ));
  test('127.0.0.1 is nobody’s', () =>
    expect(
      by('127.0.0.1', { 'pods/web/b/addresses.txt': '1: lo: <UP>\n inet 127.0.0.1/8 scope host lo' }),
    ).toBeUndefined());
  test('nodes', () =>
    expect(
      snapshot({ 'nodes/n1/iptables-save.txt': '' }).facts.nodes.map(({ name, netns }) => [name, netns.hasRules]),
    ).toEqual([['n1', true]]));
});

describe('rules', () => {
  const NAT = '*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -j ACCEPT\nCOMMIT\n';
  const NFT =
    'table ip nat {\n chain OUTPUT {\n type nat hook output priority dstnat; policy accept;\n }\n}\ntable inet own {\n}\n';
  const told = (files: Readonly<Record<string, string>>): readonly string[] => {
    const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`pods/web/a/${name}`, text]));
    const ruleSets = snapshot(texts).facts.workloads[0]?.netns.ruleSets() ?? [];
    return ruleSets.map(
      ({ value }) =>
        `${value.format} ${value.backend} ${value.family}: ${value.tables.map(({ family, name }) => `${family} ${name}`).join(', ')}`,
    );
  };
  test.each([
    ['a back end nobody knows', { 'iptables-save.txt': NAT }, ['iptables unknown ip: ip nat']],
    ['IPv6', { 'ip6tables-save.txt': NAT }, ['iptables unknown ip6: ip6 nat']],
    [
      'back ends by name',
      { 'iptables-save.nft.v6.txt': NAT, 'iptables-save.legacy.v4.txt': NAT },
      ['iptables legacy ip: ip nat', 'iptables nft ip6: ip6 nat'],
    ],
    [
      'a copy whose back end is known is read once',
      { 'iptables-save.txt': NAT, 'iptables-save.nft.v4.txt': NAT },
      ['iptables nft ip: ip nat'],
    ],
    ['empty: there are no rules', { 'iptables-save.txt': '' }, ['iptables unknown ip: ']],
    ['none: nobody looked', { 'sockets.txt': '' }, []],
  ])('%s', (_what, files, expected) => {
    expect(told(files)).toEqual(expected);
  });
  test('nft’s listing of a table that iptables-save has is left out', () => {
    expect(told({ 'iptables-save.txt': NAT, 'nft.txt': NFT }).join(' | ')).not.toMatch(/nftables.*ip nat/);
    expect(told({ 'nft.txt': NFT }).join(' | ')).toMatch(/nftables.*ip nat/);
    expect(told({ 'iptables-save.legacy.v4.txt': NAT, 'nft.txt': NFT }).join(' | ')).toMatch(/nftables.*ip nat/);
  });
});

describe('a network namespace', () => {
  const { facts } = snapshot({
    'pods/web/a/tcp.txt': '0: 0100007F:3A98 00000000:0000 0A',
    'pods/web/a/udp.txt': '0: 00000000:0035 00000000:0000 07',
    'pods/web/a/ip-rules.txt': '0: from all lookup local\n5: from all uidrange 1-2 lookup 7',
    'pods/web/a/routes.json': '[{"dst": "default", "dev": "eth0"}]',
    'pods/web/a/routes.txt': 'default dev wrong',
    'pods/web/a/routes.v6.txt': 'default dev eth0',
  });
  const netns = facts.workloads[0]?.netns;
  test('several files of one kind add up', () =>
    expect(netns?.sockets()?.value.map(({ protocol }) => protocol)).toEqual(['tcp', 'udp']));
  test('JSON wins over text; the name says the family', () =>
    expect(netns?.routes()?.value.map(({ destination, device }) => `${destination.text} ${device ?? ''}`)).toEqual([
      '0.0.0.0/0 eth0',
      '::/0 eth0',
    ]));
  test('what could not be modelled stays', () =>
    expect(netns?.ipRules()?.value.map(({ action }) => action.kind)).toContain('unmodelled'));
  test('what nobody captured', () => expect([netns?.sysctls(), netns?.interfaces()]).toEqual([undefined, undefined]));
});

test('dns.txt', () =>
  expect([...snapshot({ 'dns.txt': 'a.example 1.2.3.4' }).facts.dns().keys()]).toEqual(['a.example']));
