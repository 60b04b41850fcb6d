/**
 * Packages that @oclif/core imports and that hopctl never needs: with them the bundle would be several times its size, and
 * some would be loaded at every start. Each is replaced by what its importer finds instead.
 */
const INSTEAD = {
  // Finds command files by pattern; ours are named in the manifest.
  tinyglobby: 'export {}',
  // Matches the names of plugins; there are none.
  minimatch: 'export {}',
  // Reads package.json's configuration of a plugin; ours is given.
  lilconfig: 'export {}',
  // Transpiles commands of a plugin under development.
  typescript: 'export {}',
  // The shapes of a spinner that nothing spins.
  'cli-spinners': 'export {}',
  // Prints what oclif itself does where DEBUG asks for it.
  debug: 'export default () => Object.assign(() => {}, { enabled: false })',
  // Reads /proc/version to name the platform in the user agent.
  'wsl-utils': 'export const isWsl = false',
};

/** The esbuild plugin that does it. A build fails when an importer of one of them is not oclif. */
export function leaveOut() {
  const filter = new RegExp(`^(${Object.keys(INSTEAD).join('|')})$`);
  return {
    name: 'leave-out',
    setup(build) {
      build.onResolve({ filter }, ({ path, importer }) => {
        if (/node_modules\/@oclif\/core\//.test(importer.replaceAll('\\', '/'))) return { path, namespace: 'left-out' };
        return { errors: [{ text: `${path} is left out of the bundle, but ${importer} imports it` }] };
      });
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: INSTEAD[path], loader: 'js' }));
    },
  };
}
