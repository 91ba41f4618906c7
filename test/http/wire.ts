import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** One answer as it came over the wire. */
export type WireAnswer = { status: number; headers: ReadonlyMap<string, string>; body: string };

/** A server on a port of its own. */
export type Wire = {
  port: number;
  /** Sends bytes that need not be HTTP, keeps the connection open, and gives everything that came until the server closed it. */
  send: (bytes: string) => Promise<string>;
  /** The same, but each of several sendings waits until something came for the one before. */
  sendInTurn: (sendings: readonly string[]) => Promise<string>;
  stop: () => Promise<void>;
};

export async function wireTo(server: Server): Promise<Wire> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sendInTurn = async (sendings: readonly string[]) => {
    const socket = connect(port, '127.0.0.1');
    const [first = '', ...others] = sendings;
    socket.write(first, 'latin1');
    let said = '';
    // A connection that is cut ends with an error.
    await once(
      socket
        .on('error', () => {})
        .on('data', (chunk: Buffer) => {
          said += chunk.toString('latin1');
          if (socket.writable) socket.write(others.shift() ?? '', 'latin1');
        }),
      'close',
    );
    return said;
  };
  return {
    port,
    send: (bytes) => sendInTurn([bytes]),
    sendInTurn,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Reads answers one after the other, as strictly as a proxy would.
 * @throws Error at the first byte that is not part of an answer
 */
export function answersIn(said: string): WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let rest = said; rest; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = /^HTTP\/1\.1 (\d{3}) [A-Za-z ()-]+$/.exec(first)?.[1];
    if (end < 0 || !status) throw new Error(`no answer: ${rest.slice(0, 100)}`);
    const headers = new Map(
      lines.map((line): [string, string] => {
        const [, name = '', value = ''] = /^([!-9;-~]+): ([\t -~]*)$/.exec(line) ?? [];
        if (!name) throw new Error(`no header: ${line}`);
        return [name.toLowerCase(), value];
      }),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    if (body.length < length) throw new Error(`${length - body.length} bytes are missing`);
    answers.push({ status: Number(status), headers, body });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
