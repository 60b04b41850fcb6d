/**
 * The packages of a package-lock.json that an installation lacks or has in another version.
 *
 * @param lock The parsed package-lock.json.
 * @param installed The parsed node_modules/.package-lock.json, in which npm writes what it installed; `undefined` if none.
 * @returns Paths as in the lock: `node_modules/yaml`.
 */
export function missingPackages(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path, wanted]) => {
      if (path === '') return false;
      const found = installed?.packages?.[path];
      if (found === undefined) return wanted.optional !== true;
      return found.version !== wanted.version || found.integrity !== wanted.integrity;
    })
    .map(([path]) => path);
}
