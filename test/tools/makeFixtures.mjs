// Makes one snapshot under fixtures/ from a recorded mesh:
//
//   node test/tools/makeFixtures.mjs MESH NAME [ISTIO-VERSION]
//
// MESH holds manifests/*.yaml, dns.txt and proxies/POD.NAMESPACE/{config_dump.json, clusters.json | envoy/*.json,
// iptables-save.txt}. Files are copied byte for byte. README.md and checks.yaml of the fixture are left alone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [mesh, name, version = 'unknown'] = process.argv.slice(2);
if (mesh === undefined || name === undefined) {
  process.stderr.write('usage: node test/tools/makeFixtures.mjs MESH NAME [ISTIO-VERSION]\n');
  process.exit(2);
}
const fixture = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures', name);
for (const old of ['objects', 'pods', 'dns.txt', 'snapshot.json']) {
  rmSync(join(fixture, old), { recursive: true, force: true });
}

const items = [];
let newest = '';

function add(from, path, kind, of, source) {
  if (!existsSync(from)) return;
  const bytes = readFileSync(from);
  const target = join(fixture, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  for (const [, time] of bytes.toString('utf8').matchAll(/"last_updated": "([^"]+)"/g)) {
    if (time > newest) newest = time;
  }
  items.push({ path, kind, of, source, sha256: createHash('sha256').update(bytes).digest('hex') });
}

for (const file of readdirSync(join(mesh, 'manifests')).sort()) {
  add(join(mesh, 'manifests', file), `objects/${file}`, 'objects', 'cluster', 'manifests');
}
add(join(mesh, 'dns.txt'), 'dns.txt', 'dns', 'cluster', 'the name server that Envoy asked');
for (const proxy of readdirSync(join(mesh, 'proxies')).sort()) {
  const dot = proxy.lastIndexOf('.');
  const pod = `${proxy.slice(dot + 1)}/${proxy.slice(0, dot)}`;
  const from = join(mesh, 'proxies', proxy);
  const envoy = existsSync(join(from, 'envoy')) ? join(from, 'envoy') : from;
  const put = (file, path, kind, source) => add(file, `pods/${pod}/${path}`, kind, `pod/${pod}`, source);
  put(join(from, 'config_dump.json'), 'config_dump.json', 'config_dump', `istiod ${version}, /config_dump?include_eds`);
  put(join(envoy, 'clusters.json'), 'clusters.json', 'clusters', '/clusters?format=json');
  put(join(envoy, 'server_info.json'), 'server_info.json', 'server_info', '/server_info');
  put(join(envoy, 'listeners.json'), 'listeners.json', 'listeners', '/listeners?format=json');
  put(join(from, 'iptables-save.txt'), 'iptables-save.txt', 'iptables-save', 'iptables-save');
}

const createdAt = newest.replace(/\.\d+Z$/, 'Z');
const manifest = {
  schemaVersion: 1,
  createdAt,
  tool: 'test/tools/makeFixtures.mjs',
  items: items.map(({ sha256, ...item }) => ({ ...item, at: createdAt, sha256 })),
};
writeFileSync(join(fixture, 'snapshot.json'), `${JSON.stringify(manifest, null, 2)}\n`);
