// What npm runs after it installed the packages, and npx before it starts the program of this folder: builds dist/.
// npx does so in a clone that is not set up too; there is nothing to build with there, and that is for hopctl to say.
import { build } from './build.mjs';

try {
  await build();
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
}
