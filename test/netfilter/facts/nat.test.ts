import { describe, expect, test } from 'vitest';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { endOf, ip, path, POD, walk } from '../walk/bench.js';
import { NAT, FILTER, MANGLE, RAW, rows, pod, nat } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('3.2 DNAT, SNAT, MASQUERADE', () => {
  const to = (address: string): Netns => nat(`OUTPUT -p tcp -j DNAT --to-destination ${address}`);
  test.each(['127.0.0.1:8080', '127.0.0.6:8080', '10.0.0.2:8080', '10.9.9.9:8080'])('D1 OUTPUT to %s', (address) =>
    expect(endOf(walk(to(address), 'app tcp 192.0.2.10:80'))).toBe(`dnat ${address}`),
  );
  test('D2 OUTPUT to another external address: the source stays', () =>
    expect(walk(to('203.0.113.5:81'), 'app tcp 192.0.2.10:80').end).toMatchObject({
      kind: 'wire',
      source: { ip: ip('10.0.0.2') },
      destination: { ip: ip('203.0.113.5'), port: 81 },
    }));
  test('D3 OUTPUT from 127.0.0.1 to an external address is lost at the re-route', () => {
    expect(endOf(walk(to('192.0.2.10:80'), 'app tcp 127.0.0.1:80'))).toBe('unroutable timeout');
    const netns = {
      ...nat('OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80', 'POSTROUTING -o eth0 -j MASQUERADE'),
      sysctls: { 'net.ipv4.conf.eth0.route_localnet': '1' },
    };
    expect(walk(netns, 'app tcp 127.0.0.1:80').end).toMatchObject({ kind: 'wire', source: { ip: ip('10.0.0.2') } });
  });
  test('D4 OUTPUT from the own address to an external one, masqueraded', () =>
    expect(
      endOf(
        walk(
          nat('OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80', 'POSTROUTING -j MASQUERADE'),
          'app tcp 10.0.0.2:80',
        ),
      ),
    ).toBe('wire eth0 192.0.2.10:80'));
  test('D5 PREROUTING to 127.0.0.1 is a martian without route_localnet', () => {
    const netns = nat('PREROUTING -p tcp -j DNAT --to-destination 127.0.0.1:8080');
    expect(endOf(walk(netns, 'peer tcp 10.0.0.2:80'))).toBe('unroutable timeout');
    expect(
      endOf(walk({ ...netns, sysctls: { 'net.ipv4.conf.eth0.route_localnet': '1' } }, 'peer tcp 10.0.0.2:80')),
    ).toBe('dnat 127.0.0.1:8080');
    expect(endOf(walk(nat('PREROUTING -p tcp -j DNAT --to-destination 10.9.9.9:8080'), 'peer tcp 10.0.0.2:80'))).toBe(
      'dnat 10.9.9.9:8080',
    );
  });
  test('D6 the first nat target ends it, and so does ACCEPT', () => {
    expect(
      endOf(
        walk(
          nat('OUTPUT -p tcp -j DNAT --to-destination 127.0.0.1:8080', 'OUTPUT -p tcp -j REDIRECT --to-ports 15001'),
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe('dnat 127.0.0.1:8080');
    expect(
      endOf(walk(nat('OUTPUT -j ACCEPT', 'OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 192.0.2.10:80')),
    ).toBe('wire eth0 192.0.2.10:80');
  });
  test('D7 what OUTPUT sent to an own address does not meet nat:PREROUTING', () =>
    expect(
      endOf(
        walk(
          nat(
            'OUTPUT -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:8080',
            'PREROUTING -p tcp -j REDIRECT --to-ports 15006',
          ),
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe('dnat 10.0.0.2:8080'));
  test('D8 an address range is a fork, a port range is not', () => {
    const asked: string[] = [];
    const last: Choose = (fork) => {
      asked.push(`${fork.name}: ${fork.branches.map(({ label }) => label).join(' ')}`);
      return fork.branches.at(-1) ?? chooseLikeliest(fork);
    };
    expect(endOf(walk(to('192.0.2.2-192.0.2.3:80-90'), 'app tcp 10.96.0.20:443', last))).toBe('wire eth0 192.0.2.3:80');
    expect(asked).toEqual(['nat.address: 192.0.2.2 192.0.2.3']);
  });
  test.each([
    ['192.0.2.2', '80', 'wire eth0 192.0.2.2:80'],
    ['192.0.2.2:80-90', '85', 'wire eth0 192.0.2.2:85'],
    ['192.0.2.2:80-90', '443', 'wire eth0 192.0.2.2:80'],
  ])('D8 DNAT to %s keeps the port where it may: dialled %s', (address, port, end) =>
    expect(endOf(walk(to(address), `app tcp 10.96.0.20:${port}`))).toBe(end),
  );
  test('D9 SNAT of a flow over lo is seen in INPUT and by the server', () => {
    const netns = pod(rows(NAT, 'POSTROUTING -o lo -j SNAT --to-source 10.9.9.9') + rows(FILTER, 'INPUT -s 10.9.9.9'));
    expect(path(walk(netns, 'app tcp 10.0.0.2:8080'))).toBe('nat POSTROUTING:1 filter INPUT:1');
  });
  test('D10 SNAT in INPUT: filter sees the old source, the server the new', () => {
    const netns = pod(rows(NAT, 'INPUT -p tcp -j SNAT --to-source 10.0.0.77') + rows(FILTER, 'INPUT -s 10.0.0.1'));
    const result = walk(netns, 'peer tcp 10.0.0.2:8080');
    expect(path(result)).toBe('filter INPUT:1 nat INPUT:1');
    expect(result.end).toMatchObject({ source: { ip: ip('10.0.0.77') } });
  });
  test('D11 MASQUERADE takes the global address of the interface, on lo not 127.0.0.1', () => {
    const netns = nat('POSTROUTING -j MASQUERADE');
    expect(walk(netns, 'app tcp 192.0.2.10:80 from 10.9.9.9').end).toMatchObject({ source: { ip: ip('10.0.0.2') } });
    expect(walk(netns, 'app tcp 10.0.0.2:8080').end).toMatchObject({ source: { ip: ip('10.9.9.9') } });
  });
  test('D12 raw and mangle OUTPUT see the dialled address, filter and what follows the new one', () => {
    const by = (table: string, chain: string): string => rows(table, `${chain} -d 192.0.2.10`, `${chain} -d 127.0.0.1`);
    const netns = pod(
      by(RAW, 'OUTPUT') +
        by(MANGLE, 'OUTPUT') +
        rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') +
        by(FILTER, 'OUTPUT'),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe(
      'raw OUTPUT:1 mangle OUTPUT:1 nat OUTPUT:1 filter OUTPUT:2',
    );
  });
  test('D13 a socket bound to 127.0.0.6 reaches own addresses only; ::6 any', () => {
    expect(endOf(walk(POD, 'app tcp 192.0.2.10:80 from 127.0.0.6'))).toBe('unroutable EINVAL');
    expect(walk(POD, 'app tcp 10.0.0.2:8080 from 127.0.0.6').end).toMatchObject({
      kind: 'local',
      source: { ip: ip('127.0.0.6') },
    });
    expect(endOf(walk(POD, 'app tcp [fd96::20]:80 from ::6'))).toBe('wire eth0 [fd96::20]:80');
  });
  test('D14 kube-proxy’s nth of three, of two, of one: a third each', () => {
    const netns = nat(
      'OUTPUT -p tcp -m statistic --mode nth --every 3 --packet 0 -j DNAT --to-destination 192.0.2.1',
      'OUTPUT -p tcp -m statistic --mode nth --every 2 --packet 0 -j DNAT --to-destination 192.0.2.2',
      'OUTPUT -p tcp -j DNAT --to-destination 192.0.2.3',
    );
    const chances = ['match', 'pass match', 'pass pass'].map((labels) => {
      const wanted = labels.split(' ');
      let chance = 1;
      const end = endOf(
        walk(netns, 'app tcp 10.96.0.20:80', (fork) => {
          const label = wanted.shift();
          const branch = fork.branches.find((one) => one.label === label) ?? chooseLikeliest(fork);
          chance *= branch.probability;
          return branch;
        }),
      );
      return [end, Math.round(chance * 1000)];
    });
    expect(chances).toEqual([
      ['wire eth0 192.0.2.1:80', 333],
      ['wire eth0 192.0.2.2:80', 333],
      ['wire eth0 192.0.2.3:80', 333],
    ]);
  });
  test('D13 a bound 127.0.0.6 keeps that source over lo, and may connect to 127.0.0.1', () =>
    expect(walk(POD, 'app tcp 127.0.0.1:8080 from 127.0.0.6').end).toMatchObject({
      kind: 'local',
      source: { ip: ip('127.0.0.6') },
    }));
  test('D1 filter:OUTPUT sees the new address and the old interface, POSTROUTING lo, then PREROUTING and INPUT by lo', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j DNAT --to-destination 10.0.0.2:8080') +
        rows(FILTER, 'OUTPUT -d 10.0.0.2 -o eth0', 'INPUT -i lo') +
        rows(MANGLE, 'PREROUTING -i lo', 'POSTROUTING -o lo'),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe(
      'nat OUTPUT:1 filter OUTPUT:1 mangle POSTROUTING:1 PREROUTING:1 filter INPUT:1',
    );
  });
  test('D2 the source stays even if the new route leaves elsewhere', () =>
    expect(walk(to('172.16.0.9:81'), 'app tcp 192.0.2.10:80').end).toMatchObject({
      kind: 'wire',
      outInterface: 'eth1',
      source: { ip: ip('10.0.0.2') },
    }));
  test('D6 a second DNAT or REDIRECT is not met', () => {
    const netns = nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001', 'OUTPUT -p tcp -j DNAT --to-destination 10.0.0.3');
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('nat OUTPUT:1');
  });
  test('D12 PREROUTING: raw and mangle see the dialled address, INPUT chains the new one', () => {
    const by = (table: string, chain: string): string => rows(table, `${chain} -d 10.0.0.3`, `${chain} -d 10.9.9.9`);
    const netns = pod(
      by(RAW, 'PREROUTING') +
        rows(MANGLE, 'PREROUTING -d 10.0.0.3', 'INPUT -d 10.0.0.3', 'INPUT -d 10.9.9.9') +
        rows(NAT, 'PREROUTING -p tcp -j DNAT --to-destination 10.9.9.9:8080') +
        by(FILTER, 'INPUT'),
    );
    expect(path(walk(netns, 'peer tcp 10.0.0.3:80'))).toBe(
      'raw PREROUTING:1 mangle PREROUTING:1 nat PREROUTING:1 mangle INPUT:2 filter INPUT:2',
    );
  });
  test('D14 statistic is a fork', () => {
    const netns = nat(
      'OUTPUT -p tcp -m statistic --mode random --probability 0.25 -j DNAT --to-destination 192.0.2.1',
      'OUTPUT -p tcp -j DNAT --to-destination 192.0.2.2',
    );
    const pick =
      (label: string): Choose =>
      (fork) =>
        fork.branches.find((branch) => branch.label === label) ?? chooseLikeliest(fork);
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80', pick('match')))).toBe('wire eth0 192.0.2.1:80');
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80', pick('pass')))).toBe('wire eth0 192.0.2.2:80');
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80'))).toBe('wire eth0 192.0.2.2:80');
  });
});
