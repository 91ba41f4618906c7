import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readiness } from './ask.ts';

/** A small balancer in front of some copies of the server, as an operator would put there. */
export type Balancer = {
  port: number;
  /** Puts a new copy in the place of one that has gone, and waits until it takes readers. */
  replace: (index: number, port: number) => Promise<void>;
  stop: () => Promise<void>;
};

const ASK_EVERY_MS = 250;
/** Idle connections are let go before the server does it, so that none is used in the moment in which it ends. */
const IDLE_MS = 2_000;

type Copy = { port: number; isReady: boolean; agent: Agent };

/**
 * Asks each copy four times a second whether it takes readers, and gives every request to the next one that does. It
 * keeps connections to the copies open and never tries again: what one copy fails to answer is a failure.
 */
export async function balancerOf(ports: readonly number[]): Promise<Balancer> {
  const copyAt = (port: number): Copy => ({
    port,
    isReady: false,
    agent: new Agent({ keepAlive: true, timeout: IDLE_MS }),
  });
  const copies = ports.map(copyAt);
  let turn = 0;
  const server = createServer((asked, answer) => {
    const ready = copies.filter(({ isReady }) => isReady);
    const copy = ready[turn % ready.length];
    turn += 1;
    if (copy) pass(asked, answer, copy);
    else answer.writeHead(503).end('no copy is ready');
  });
  const look = () => Promise.all(copies.map(lookAt));
  await look();
  const looking = setInterval(look, ASK_EVERY_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    replace: async (index, port) => {
      copies[index]?.agent.destroy();
      const copy = copyAt(port);
      copies[index] = copy;
      await lookAt(copy);
    },
    stop: async () => {
      clearInterval(looking);
      server.close();
      server.closeAllConnections();
      for (const { agent } of copies) agent.destroy();
      await once(server, 'close');
    },
  };
}

async function lookAt(copy: Copy): Promise<void> {
  const found = await readiness(copy.port).catch(() => null);
  copy.isReady = found?.status === 200;
}

function pass(asked: IncomingMessage, answer: ServerResponse, { port, agent }: Copy): void {
  const { method, url, headers } = asked;
  const sent = request(
    { host: '127.0.0.1', port, agent, method, path: url, headers: ownOf(headers) },
    (heard) => {
      answer.writeHead(heard.statusCode ?? 0, ownOf(heard.headers));
      heard.on('error', () => answer.destroy()).pipe(answer);
    },
  );
  sent.on('error', (error) => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end(`the copy: ${error.message}`);
  });
  asked.pipe(sent);
}

// What is said of one connection is not said of the next (RFC 9110, section 7.6.1).
function ownOf(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { connection: _, 'keep-alive': __, ...own } = headers;
  return own;
}
