#!/usr/bin/env node
// Runs on whatever Node the user has: nothing here is newer than Node 10, and nothing is imported before the check.
'use strict';

var OLDEST = [22, 19];
var have = process.version.slice(1).split('.').map(Number);

function fail(message, exitCode) {
  process.stderr.write('hopctl: ' + message + '\n');
  process.exit(exitCode);
}

/** A folder of the user's own: a shared one in /tmp would let others plant code that we run. */
function compileCache() {
  var home =
    process.env.XDG_CACHE_HOME || (process.env.HOME && process.env.HOME + '/.cache') || process.env.LOCALAPPDATA;
  return process.env.NODE_COMPILE_CACHE || (home && home + '/hopctl');
}

if (have[0] < OLDEST[0] || (have[0] === OLDEST[0] && have[1] < OLDEST[1])) {
  fail(
    'Node.js ' + OLDEST.join('.') + ' or newer is needed, this is ' + process.version + ' (' + process.execPath + ')',
    2,
  );
} else {
  import('node:module')
    .then(function (module) {
      var folder = compileCache();
      if (folder) module.enableCompileCache(folder);
      return import('../dist/main.js');
    })
    .then(
      function (bundle) {
        return bundle.main(process.argv.slice(2));
      },
      function (error) {
        if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
        fail('not built yet (' + error.message.split('\n')[0] + '); in a clone: npm ci', 1);
      },
    );
}
