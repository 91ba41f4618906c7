import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

/**
 * Starts a headless Chromium, which the caller closes. The first of these is used:
 *
 * 1. the executable that the variable CHROMIUM_PATH names;
 * 2. an installed Chrome or Chromium, at its usual path on Linux or macOS;
 * 3. the one in the npm package @sparticuz/chromium, which needs no installed font or browser
 *    library, and is unpacked once to `node_modules/.cache`: a few seconds.
 *
 * @throws Error if CHROMIUM_PATH is set to something that is not an executable file, or if the
 * first two are missing on anything but Linux x64, for which the package is built.
 */
export async function openChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ ...options, ...(await findExecutable()) });
}

/** Starts the same Chromium as a reader does: with a profile that it writes into a folder. */
export async function openProfile(
  folder: string,
  options: { javaScriptEnabled: boolean },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...options, ...(await findExecutable()) });
}

async function findExecutable(): Promise<LaunchOptions> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) {
    if (await isExecutable(CHROMIUM_PATH)) return { executablePath: CHROMIUM_PATH };
    throw new Error(`CHROMIUM_PATH is "${CHROMIUM_PATH}": expected an executable file.`);
  }
  for (const path of INSTALLED) {
    if (await isExecutable(path)) return { executablePath: path };
  }
  return findPackaged();
}

// Not /usr/bin/chromium-browser: on Ubuntu that is only a script which asks for a snap.
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function findPackaged(): Promise<LaunchOptions> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') {
    throw new Error(
      `No Chrome or Chromium is installed, and @sparticuz/chromium has none for ${platform} ` +
        `${arch}: set CHROMIUM_PATH to an executable file.`,
    );
  }
  // The package exports only its entry point, build/esm/index.js.
  const source = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '../../..');
  const manifest = await readFile(join(source, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(import.meta.dirname, '../../node_modules/.cache', `chromium-${version}`);
  const executablePath = join(folder, 'chromium');
  if (!(await isExecutable(executablePath))) await unpackOnce(join(source, 'bin'), folder);

  const { LD_LIBRARY_PATH } = process.env;
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: [join(folder, 'lib'), LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    XDG_CACHE_HOME: folder,
  };
  return { executablePath, env };
}

/** Fills a folder beside the final one and renames it, as several test workers may come here. */
async function unpackOnce(source: string, folder: string): Promise<void> {
  const draft = `${folder}-${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  try {
    await unpackInto(draft, source);
    await rename(draft, folder);
  } catch (error) {
    const anotherWasFirst = await isExecutable(join(folder, 'chromium'));
    if (!anotherWasFirst) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function unpackInto(folder: string, source: string): Promise<void> {
  await pipeline(
    createReadStream(join(source, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(folder, 'chromium'), { mode: 0o755 }),
  );
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
    await unpackTar(await promisify(brotliDecompress)(await readFile(join(source, name))), folder);
  }
  await writeFile(join(folder, 'fonts.conf'), FONTS_CONF);
}

/** Reads ustar: blocks of 512 bytes, with a header before the content of each file. */
async function unpackTar(archive: Buffer, folder: string): Promise<void> {
  const textAt = (start: number, length: number) =>
    archive.toString('latin1', start, start + length).replace(/\0.*$/s, '');
  for (let header = 0, size = 0; archive[header]; header += 512 + Math.ceil(size / 512) * 512) {
    size = Number.parseInt(textAt(header + 124, 12), 8);
    if (textAt(header + 156, 1) !== '0') continue;
    const path = join(folder, textAt(header, 100));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, archive.subarray(header + 512, header + 512 + size));
  }
}

// Replaces the file in the archive, which names other folders. The cache folder is below
// XDG_CACHE_HOME, since fontconfig would make a relative one in the working directory.
const FONTS_CONF = `<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fonts-cache</cachedir>
</fontconfig>
`;
