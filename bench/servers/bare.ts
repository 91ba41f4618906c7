import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * The most that node:http can do: one answer, whole and ready, whatever is asked.
 *
 *     node bare.js PORT FILE
 *
 * The file is JSON: `status`, `headers` (names and values, one after the other) and `body` in base64.
 */
const [port, file = ''] = process.argv.slice(2);
const said: { status: number; headers: string[]; body: string } = JSON.parse(readFileSync(file, 'utf8'));
const { status, headers } = said;
const body = Buffer.from(said.body, 'base64');

createServer((_request, response) => {
  response.writeHead(status, headers);
  response.end(body);
}).listen(Number(port), '127.0.0.1');
