import { build } from './build.mjs';

/** Commands are tested as they are shipped: from dist/, which is brought up to date once before all tests. */
export default async function setup() {
  await build();
}
