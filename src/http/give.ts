import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Encoding } from '../pages/encoding.ts';
import type { Site } from '../site.ts';
import type { Answer } from './answers.ts';
import { closing, endWith } from './connection.ts';
import type { Tally } from './counts.ts';

/** Sends a whole answer, or its head alone to whoever asked for no more, and counts it. */
export type Give = (
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  encoding: Encoding,
) => void;

export function giving(site: Site, tally: Tally): Give {
  return (request, response, { status, head, body }, encoding) => {
    tally.addStatus(status);
    response.writeHead(status, [...head[encoding], ...closing(site, request)]);
    endWith(response, request.method === 'HEAD' ? undefined : body[encoding]);
  };
}
