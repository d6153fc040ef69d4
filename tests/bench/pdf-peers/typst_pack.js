// Render data.typ with Typst. usage: node typst_pack.js DATA_DIR OUT.pdf [ua-1]
'use strict';
const fs = require('fs');
const path = require('path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const [dir, out, standard] = process.argv.slice(2);
if (!dir || !out) {
  console.error('usage: node typst_pack.js DATA_DIR OUT.pdf [ua-1]');
  process.exit(2);
}
const workspace = path.resolve(dir);
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/liberation'] }],
});
const options = standard ? { pdfStandard: standard } : {};
fs.writeFileSync(out, compiler.pdf({ mainFilePath: path.join(workspace, 'data.typ') }, options));
