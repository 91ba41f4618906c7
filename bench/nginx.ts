import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from './started.ts';

/** A page as it went over the wire: `headers` are names and values, one after the other. */
export type OnTheWire = { status: number; headers: readonly string[]; body: Buffer };

/**
 * Writes what nginx needs to hand out one page that is compressed already, with the same headers.
 * @param folder an empty folder for its files
 * @returns how to start it
 */
export async function nginxWith(
  page: OnTheWire,
  path: string,
  folder: string,
  port: number,
): Promise<Command> {
  const file = join(folder, 'pages', path, 'index.html');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.gz`, page.body);
  // An index must be there by its own name.
  await writeFile(file, '');
  const config = join(folder, 'nginx.conf');
  await writeFile(config, configuration(page.headers, folder, port));
  return { command: 'nginx', args: ['-p', folder, '-c', config, '-e', join(folder, 'error.log')] };
}

// What nginx says itself about a file.
const OWN = ['content-type', 'content-encoding', 'content-length', 'connection', 'date', 'keep-alive'];

function configuration(headers: readonly string[], folder: string, port: number): string {
  const added = headers.flatMap((name, at) => {
    if (at % 2 === 1 || OWN.includes(name.toLowerCase())) return [];
    return [`add_header ${name} ${JSON.stringify(headers[at + 1])} always;`];
  });
  // Started by root, its workers would be somebody who may not read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `daemon off;
${user}
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=1000 inactive=60s;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  types { text/html html; }
  charset utf-8;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder}/pages;
    index index.html;
    gzip_static always;
    etag off;
    if_modified_since off;
    add_header Last-Modified "";
    ${added.join('\n    ')}
  }
}
`;
}
