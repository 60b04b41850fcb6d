import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labFromSnapshot } from '../../../src/lab/snapshot/labFromSnapshot.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import { ROOT } from '../../house/sourceFiles.js';
import { PROXIES } from '../proxies.js';
import { ask } from './ask.js';

const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';
const PODS = /^(?:frontend|catalog|cart|reviews-v|edge|coredns)/;
const BY_FRONTEND = 'URI=spiffe://cluster.local/ns/web/sa/frontend';

test.for(PROXIES)('a part of the shop with $title', { timeout: 120_000 }, async ({ kind, missing }, { skip }) => {
  skip(missing);
  const whole = labFromSnapshot(join(ROOT, 'fixtures', 'shop'), `shop-${kind}`);
  const file = { ...whole, pods: whole.pods.filter(({ name }) => PODS.test(name)) };
  await withLab(
    file,
    async (lab) => {
      const header = async (url: string, name: string): Promise<string | undefined> => {
        const { headers = [] } = await ask(lab, FRONTEND, url);
        return headers.find(([key]) => key === name)?.[1];
      };
      // Mutual TLS between two sidecars.
      expect(await header('http://cart/cart', 'x-forwarded-client-cert')).toContain(BY_FRONTEND);
      // The one in TPROXY mode calls its app from the client's address.
      expect(await header('http://edge/', 'x-forwarded-client-cert')).toContain(BY_FRONTEND);
      // A stand-in for a sidecar whose dump nobody has.
      const reviews = await ask(lab, FRONTEND, 'http://reviews:9080/');
      expect(reviews.tls).toMatchObject({ peerUris: ['spiffe://cluster.local/ns/web/sa/frontend'] });
      // Past the mesh.
      const { pod } = await ask(lab, FRONTEND, 'http://warehouse.internal:8088/');
      expect(pod).toMatch(/^host-192-168-70-2[12]$/);
    },
    { proxy: kind },
  );
});
