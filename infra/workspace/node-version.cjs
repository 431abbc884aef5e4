'use strict';
/* Written so that a very old Node can still read it and say what is wrong. */
var oldest = 20;

exports.checkNode = function checkNode() {
  var major = Number(process.versions.node.split('.')[0]);
  if (major >= oldest) return;
  console.error(
    'hormesis: Node ' +
      oldest +
      ' or newer is needed to begin, and this is ' +
      process.version +
      '. Install a newer Node and run the same command again; the project then brings its own Node 24.',
  );
  process.exit(1);
};
