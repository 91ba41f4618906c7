import { connect } from 'node:net';
import { loopbackAt } from './loopback.ts';

/** What is sent on one connection. */
export type Sending = {
  bytes: Buffer;
  /** Sent as soon as anything has come back: the body that leave was asked for. */
  afterwards?: Buffer;
  /** When our half ends: with the last byte, a moment later unless the server was faster, or after the server's. */
  ends: 'at once' | 'a moment later' | 'last';
};

/** What came back on one connection. */
export type Exchange = {
  bytes: Buffer;
  /** `closed` in good order; `reset` when the server did not read to the end; `hung` when nobody ended it. */
  end: 'closed' | 'reset' | 'hung' | 'refused';
  /** Our own port of the connection. */
  from: number;
};

/** Longer than every limit of the server. */
const PATIENCE_MS = 40_000;
/** Whoever asked for a connection that stays open says after this that there is nothing more. */
const LAST_WORD_MS = 150;

let turn = 0;

/** Sends bytes as they stand, with nothing tidied by a client, and waits until the connection has ended. */
export function exchanged(port: number, { bytes, afterwards, ends }: Sending): Promise<Exchange> {
  return new Promise((resolve) => {
    turn += 1;
    const socket = connect({
      port,
      host: '127.0.0.1',
      ...loopbackAt(turn, 0),
      allowHalfOpen: true,
      noDelay: true,
    });
    const chunks: Buffer[] = [];
    let end: Exchange['end'] = 'closed';
    let from = 0;
    let left = afterwards;
    const finish = () => socket.writable && socket.end();
    const patience = setTimeout(() => {
      end = 'hung';
      socket.destroy();
    }, PATIENCE_MS);
    let lastWord: NodeJS.Timeout | undefined;
    socket.once('connect', () => {
      from = socket.localPort ?? 0;
      socket.write(bytes);
      if (ends === 'at once') finish();
      if (ends === 'a moment later') lastWord = setTimeout(finish, LAST_WORD_MS);
    });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (left && socket.writable) socket.write(left);
      left = undefined;
    });
    socket.once('end', finish);
    socket.once('error', () => {
      end = from === 0 ? 'refused' : 'reset';
    });
    socket.once('close', () => {
      clearTimeout(patience);
      clearTimeout(lastWord);
      resolve({ bytes: Buffer.concat(chunks), end, from });
    });
  });
}
