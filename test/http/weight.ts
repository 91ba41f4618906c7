import { Agent, get } from 'node:http';
import { createApp } from '../../src/http/app.ts';
import { tallyOf } from '../../src/http/counts.ts';
import { serverFor } from '../../src/http/serving.ts';
import type { Site } from '../../src/site.ts';
import { wireTo } from './wire.ts';

/** What fits into the first flight of a connection: ten segments of 1,460 bytes (RFC 6928). */
export const FIRST_FLIGHT = 14_600;

/** A site behind the same server as in production, to be weighed. */
export type Scales = {
  /** How many bytes an answer takes: its first line, its headers and its body, as a browser keeps the connection. */
  weigh: (address: string, encoding: 'br' | 'gzip') => Promise<number>;
  stop: () => Promise<void>;
};

export async function scalesFor(site: Site): Promise<Scales> {
  const tally = tallyOf();
  const fail = (error: unknown) => {
    throw error;
  };
  const wire = await wireTo(serverFor(createApp(site, fail, tally), site, tally, 1000));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let before = 0;
  const ask = (path: string, encoding: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = { port: wire.port, path, agent, headers: { 'Accept-Encoding': encoding } };
      get(asked, (answer) => {
        const { socket, statusCode, headers } = answer;
        if (statusCode !== 200 || headers['content-encoding'] !== encoding)
          reject(new Error(`${path}: ${statusCode} in ${headers['content-encoding']}`));
        answer.resume().on('end', () => {
          const weight = socket.bytesRead - (before < socket.bytesRead ? before : 0);
          before = socket.bytesRead;
          resolve(weight);
        });
      }).on('error', reject);
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    weigh: (address, encoding) => {
      const weighed = last.then(() => ask(address, encoding));
      last = weighed.catch(() => {});
      return weighed;
    },
    stop: async () => {
      agent.destroy();
      await wire.stop();
    },
  };
}
