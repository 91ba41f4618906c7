import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createApp } from '../../src/http/app.ts';
import { openSite } from '../../src/site.ts';
import { answering, FRONT, nginxWith, run, withProgram } from './programs.ts';
import type { Row } from './row.ts';

/**
 * A copy of files on a real host for files: nginx, told by `_headers` what hosts that read it are told. Every address is asked
 * for there and of the guide itself, and every byte and header is compared but for those that a host has of its own.
 */

const BASE = '/guide';
const ORIGIN = 'https://town.example.org';
/** The host's own, and the encoding, which is asked to be none. */
const OF_THE_HOST = [
  'date',
  'connection',
  'keep-alive',
  'server',
  'etag',
  'last-modified',
  'accept-ranges',
  'vary',
];

export function onStaticHost(): Promise<Row[]> {
  return withProgram({ name: 'nginx', asked: '-v' }, compared);
}

async function compared(folder: string): Promise<Row[]> {
  const copy = join(folder, 'copy');
  const env = { ...process.env, BASE_PATH: BASE, SITE_URL: ORIGIN };
  await promisify(execFile)('npm', ['run', '--silent', 'export', '--', join(copy, BASE)], { env });
  const settings = { content: 'content', project: '.', base: BASE, origin: ORIGIN, host: 'files' } as const;
  const { site } = await openSite(settings);
  const guide = createServer(createApp(site, () => {}));
  await new Promise<void>((resolve) => guide.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(guide.address() as AddressInfo).port}`;
  const file = join(folder, 'files.conf');
  await writeFile(file, configurationOf(await readFile(join(copy, BASE, '_headers'), 'utf8'), copy));
  const nginx = await run('nginx', await nginxWith(file, folder));
  const host = `http://127.0.0.1:${FRONT}`;
  try {
    await answering(`${host}${BASE}/en/`, nginx);
    const { pages, files, data, records } = site.edition;
    const addresses = [...pages.keys(), ...files.keys(), ...data.keys(), ...records()];
    const nowhere = [`${BASE}/en/nowhere/`, `${BASE}/es/nada/`];
    const faults: string[] = [];
    for (const address of [...addresses, ...nowhere]) {
      const [mine, theirs] = await Promise.all([own, host].map((from) => asked(`${from}${address}`)));
      if (mine !== theirs) faults.push(`${address}: ${firstDifference(mine ?? '', theirs ?? '')}`);
    }
    return [
      {
        what: `status, bytes and headers of ${addresses.length} addresses, and of ${nowhere.length} that are not there`,
        found: faults.length === 0 ? 'the same' : `${faults.length} differ; ${faults.slice(0, 3).join('; ')}`,
        wanted: 'the same',
        ok: faults.length === 0,
      },
    ];
  } finally {
    await nginx.end();
    guide.close();
  }
}

/** What `_headers` says, for nginx: a rule for an address adds to the rule for the prefix that it begins with. */
function configurationOf(rules: string, root: string): string {
  const all = rules
    .trim()
    .split('\n\n')
    .map((block) => {
      const [address = '', ...lines] = block.split('\n');
      return { address, headers: lines.map((line) => line.trim()) };
    });
  const applies = (address: string, to: string) =>
    address === to || (address.endsWith('*') && to.startsWith(address.slice(0, -1)));
  const locations = all.map(({ address }) => {
    const said = all.filter((rule) => applies(rule.address, address)).flatMap(({ headers }) => headers);
    const place = address.endsWith('*') ? `^~ ${address.slice(0, -1)}` : `= ${address}`;
    // Its index would be looked for in another place, with other headers.
    const index = address.endsWith('/') ? `try_files ${address}index.html =404;` : '';
    const [, tag] = /^\/guide\/(en|es)\//.exec(address) ?? [];
    return `location ${place} { ${index} ${said.map(directive).join(' ')} error_page 404 ${BASE}/${tag ? `${tag}/` : ''}404.html; }`;
  });
  // The page for wrong addresses in a language says what the one for all says, in that language’s order.
  const lost = all.find(({ address }) => address === `${BASE}/404.html`)?.headers ?? [];
  const inLanguages = ['en', 'es'].map(
    (tag) => `location = ${BASE}/${tag}/404.html { ${lost.map(directive).join(' ')} }`,
  );
  return `server { listen 127.0.0.1:${FRONT}; access_log off; root ${root}; index index.html; ${[...locations, ...inLanguages].join('\n')} }`;
}

function directive(header: string): string {
  const at = header.indexOf(': ');
  const [name, value] = [header.slice(0, at), header.slice(at + 2)];
  return name === 'Content-Type'
    ? `types {} default_type "${value}";`
    : `add_header ${name} "${value.replaceAll('"', '\\"')}" always;`;
}

/** Everything of an answer that is the guide's, as text. */
function asked(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false, headers: { 'Accept-Encoding': 'identity' } }, (response) => {
      const headers = Object.entries(response.headers)
        .filter(([name]) => !OF_THE_HOST.includes(name))
        .sort()
        .map(([name, value]) => `${name}: ${value}`);
      const head = [response.statusCode, ...headers].join('\n');
      buffer(response).then((body) => resolve(`${head}\n\n${body.toString('latin1')}`), reject);
    })
      .on('error', reject)
      .end();
  });
}

function firstDifference(one: string, other: string): string {
  const [mine, theirs] = [one.split('\n'), other.split('\n')];
  const at = mine.findIndex((line, index) => line !== theirs[index]);
  return `“${mine[at]?.slice(0, 80)}” and “${theirs[at]?.slice(0, 80)}”`;
}
