import { type Agent, request } from 'node:http';

/** What a reader asks for: a page, or a search when words were typed. */
export type Question = { path: string; typed?: string };

export type Heard = { status: number; body: Buffer; closes: boolean };

const PATIENCE_MS = 20_000;

/**
 * Asks as a browser does, without compression.
 * @param agent keeps the connection; without one each question has a connection of its own
 * @throws Error when there is no whole answer within 20 seconds
 */
export function ask(port: number, { path, typed }: Question, agent?: Agent): Promise<Heard> {
  const body = typed === undefined ? null : formOf(typed);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        path,
        host: '127.0.0.1',
        agent: agent ?? false,
        method: body === null ? 'GET' : 'POST',
        headers: {
          'accept-encoding': 'identity',
          ...(body === null
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }),
        },
      },
      async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk);
          const { statusCode = 0, headers } = response;
          resolve({
            status: statusCode,
            body: Buffer.concat(chunks),
            closes: headers.connection === 'close',
          });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.on('error', reject);
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer within ${PATIENCE_MS / 1_000} s`)));
    sent.end(body ?? undefined);
  });
}

/** A search as the form sends it; shorter than the server takes. */
export function formOf(typed: string): Buffer {
  return Buffer.from(`q=${encodeURIComponent(typed).replaceAll('%20', '+')}`);
}

/** Asks a copy how it is: the status of `/readyz`, and the edition it hands out. */
export async function readiness(port: number): Promise<{ status: number; edition: string }> {
  const { status, body } = await ask(port, { path: '/readyz' });
  const { edition } = JSON.parse(body.toString()) as { edition: string };
  return { status, edition };
}
