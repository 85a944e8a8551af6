// Builds the browser SDK: node build.mjs <target folder> [test].
// Compiles the TypeScript sources, joins the modules into one ES module and one classic script with their types, and
// packs both for npm. With `test` it runs the unit tests against the result instead.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(process.argv[2] ?? path.join(here, 'target'));
const out = path.join(target, 'webapp', 'sdk');
const ENTRY = 'kaskado';

if (process.argv[3] === 'test') {
  test();
} else {
  install();
  compile('tsconfig.json', path.join(target, 'compiled'));
  bundle();
  pack();
}

/** npm runs only when the installed packages are not those of the lock file: later builds need no network. */
function install() {
  const lock = fs.readFileSync(path.join(here, 'package-lock.json'), 'utf8');
  const stamp = path.join(here, 'node_modules', '.kaskado-lock');
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
    run('npm', ['ci', '--prefer-offline', '--ignore-scripts'], here);
    fs.writeFileSync(stamp, lock);
  }
}

function compile(project, outDir) {
  const tsc = path.join(here, 'node_modules', 'typescript', 'bin', 'tsc');
  run(process.execPath, [tsc, '-p', project, '--outDir', outDir], here);
}

function bundle() {
  fs.mkdirSync(out, { recursive: true });
  const order = inOrder(ENTRY, []).filter((name) => name !== ENTRY);
  const code = join(order, '.js');
  const names = exportedNames(read(ENTRY, '.js'));
  const banner = '/* Kaskado browser SDK. Apache-2.0. */\n';
  fs.writeFileSync(path.join(out, 'kaskado.js'), `${banner}${code}\nexport { ${names.join(', ')} };\n`);
  fs.writeFileSync(path.join(out, 'kaskado.global.js'), `${banner}${classicScript(code, names)}`);
  fs.writeFileSync(path.join(out, 'kaskado.d.ts'), `${banner}${join(order, '.d.ts')}\n${typeExports()}`);
}

/** The classic script also answers to the names that pages of the Kurento 4 days use. */
function classicScript(code, names) {
  return `(function () {
'use strict';
${code}
globalThis.kaskado = Object.freeze({ ${names.join(', ')} });
globalThis.kwsContentApi = Object.freeze({
  Content,
  KwsContentPlayer: ContentPlayer,
  KwsContentUploader: ContentUploader,
  KwsWebRtcContent: WebRtcContent,
});
})();
`;
}

function read(name, extension) {
  return fs.readFileSync(path.join(target, 'compiled', name + extension), 'utf8');
}

/** Modules after those that they import. */
function inOrder(name, done) {
  for (const [, imported] of read(name, '.js').matchAll(/from '\.\/([\w-]+)\.js'/g)) {
    if (!done.includes(imported)) {
      inOrder(imported, done);
    }
  }
  return done.includes(name) ? done : (done.push(name), done);
}

/** Joins modules that share one scope afterwards: a top-level name may be used once only. */
function join(names, extension) {
  const owners = new Map();
  return names
    .map((name) => {
      const text = withoutModuleSyntax(read(name, extension));
      for (const [, declared] of text.matchAll(/^(?:declare )?(?:abstract )?(?:async )?(?:class|function|const|let|interface|type) (\w+)/gm)) {
        if (owners.has(declared)) {
          throw new Error(`'${declared}' is declared in ${owners.get(declared)} and in ${name}: rename one.`);
        }
        owners.set(declared, name);
      }
      return text;
    })
    .join('\n');
}

function withoutModuleSyntax(text) {
  const plain = text
    .replace(/^import [^;]*? from '\.\/[\w-]+\.js';\n/gm, '')
    .replace(/^export \{\};\n/gm, '')
    .replace(/^export (?=declare|abstract|async|class|function|const|interface|type)/gm, '');
  const rest = /^(?:import|export)\b.*$/m.exec(plain);
  if (rest !== null) {
    throw new Error(`The bundler does not know this line: ${rest[0]}`);
  }
  return plain;
}

function exportedNames(text) {
  return [...text.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list]) =>
    list.split(',').map((name) => name.trim()).filter(Boolean),
  );
}

function typeExports() {
  const names = [...read(ENTRY, '.d.ts').matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, type, list]) =>
    list.split(',').map((name) => name.trim()).filter(Boolean).map((name) => (type ? `type ${name}` : name)),
  );
  return `export { ${names.join(', ')} };\n`;
}

function pack() {
  const stage = path.join(target, 'npm');
  fs.rmSync(stage, { recursive: true, force: true });
  fs.mkdirSync(stage, { recursive: true });
  const { devDependencies: _, ...manifest } = JSON.parse(fs.readFileSync(path.join(here, 'package.json'), 'utf8'));
  fs.writeFileSync(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  fs.copyFileSync(path.join(here, 'README.md'), path.join(stage, 'README.md'));
  for (const file of fs.readdirSync(out)) {
    fs.copyFileSync(path.join(out, file), path.join(stage, file));
  }
  run('npm', ['pack', '--silent', '--pack-destination', target], stage);
}

function test() {
  const folder = path.join(target, 'test');
  fs.rmSync(folder, { recursive: true, force: true });
  compile('tsconfig.test.json', folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const tests = fs.readdirSync(path.join(folder, 'test')).filter((file) => file.endsWith('.test.js'));
  const files = tests.map((file) => path.join(folder, 'test', file));
  run(process.execPath, ['--test', '--test-reporter=spec', ...files], folder, { KASKADO_SDK: out });
}

function run(program, args, cwd, env = {}) {
  const shell = process.platform === 'win32' && program === 'npm';
  try {
    execFileSync(program, args, { cwd, shell, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  } catch (thrown) {
    const missing = thrown.code === 'ENOENT' ? `: '${program}' is not on the PATH; the build needs Node 20 with npm` : '';
    console.error(`${program} ${args.join(' ')} failed${missing}.`);
    process.exit(1);
  }
}
