// Builds wwwroot/dist from Assets. Run by Assets.targets when an input is newer than an output, or by hand
// with `npm run build` and `npm run watch`. Restores node_modules only when the lock file has changed, holds
// a lock so that two builds of the solution don't restore into the same folder, and replaces outputs whole.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const assets = path.join(project, 'Assets');
const dist = path.join(project, 'wwwroot', 'dist');
const modules = path.join(project, 'node_modules');
const lockFolder = path.join(project, 'obj', 'assets.lock');

const scripts = ['site', 'seller', 'passkey'];
const styles = ['site'];
const browsers = ['chrome80', 'edge80', 'firefox78', 'safari15'];

const watch = process.argv.includes('--watch');

if (watch) {
  await restore();
  await bundle();
  console.log(`watching ${assets}`);
  let due;
  fs.watch(assets, { recursive: true }, () => {
    clearTimeout(due);
    due = setTimeout(() => bundle().then(() => console.log('built'), error => console.error(error.message)), 80);
  });
} else {
  await holdingLock(async () => {
    await restore();
    await bundle();
  });
}

async function restore() {
  const lockFile = fs.readFileSync(path.join(project, 'package-lock.json'));
  const wanted = createHash('sha256').update(lockFile).update(`${process.platform}-${process.arch}`).digest('hex');
  const stamp = path.join(modules, '.restored');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;

  const npm = spawnSync('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error',
    { cwd: project, shell: true, encoding: 'utf8' });
  if (npm.status !== 0) {
    fail(`npm ci failed: ${(npm.stderr || npm.stdout || npm.error?.message || '').trim()}`);
  }
  fs.writeFileSync(stamp, wanted);
}

async function bundle() {
  const sass = await import('sass');
  const esbuild = await import('esbuild');
  fs.mkdirSync(dist, { recursive: true });

  for (const name of styles) {
    const compiled = sass.compile(path.join(assets, 'scss', `${name}.scss`), {
      loadPaths: [modules],
      quietDeps: true,
      silenceDeprecations: ['import'],
    });
    const minified = await esbuild.transform(compiled.css, { loader: 'css', minify: true, target: browsers });
    replace(path.join(dist, `${name}.css`), minified.code);
  }

  const bundled = await esbuild.build({
    entryPoints: scripts.map(name => path.join(assets, 'js', `${name}.js`)),
    outdir: dist,
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  for (const file of bundled.outputFiles) replace(file.path, file.text);
}

// Written beside and renamed, so that a server reading the file never sees half of it.
function replace(file, text) {
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, text);
  fs.renameSync(beside, file);
}

async function holdingLock(work) {
  fs.mkdirSync(path.dirname(lockFolder), { recursive: true });
  const owner = path.join(lockFolder, 'pid');
  for (let waited = 0; ; waited += 100) {
    try {
      fs.mkdirSync(lockFolder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (waited > 2000 && !isRunning(owner)) fs.rmSync(lockFolder, { recursive: true, force: true });
      else if (waited > 300_000) fail(`another build holds ${lockFolder}; delete the folder if none is running`);
      else await sleep(100);
    }
  }
  fs.writeFileSync(owner, String(process.pid));
  try {
    await work();
  } catch (error) {
    fail(error.message);
  } finally {
    fs.rmSync(lockFolder, { recursive: true, force: true });
  }
}

function isRunning(owner) {
  try {
    process.kill(Number(fs.readFileSync(owner, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

// The form MSBuild shows as an error of the build.
function fail(message) {
  fs.rmSync(lockFolder, { recursive: true, force: true });
  console.error(`Assets/build.mjs : error ASSETS01: ${message.replaceAll('\n', ' ')}`);
  process.exit(1);
}
