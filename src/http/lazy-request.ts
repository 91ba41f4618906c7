import { IncomingMessage } from 'node:http';

/**
 * A request whose headers become an object only for whoever asks for them. Node itself asks every request of HTTP/1.1
 * for `Expect` before it hands it over, and puts an object of all headers together for that: with those of a phone's
 * browser, a tenth of what a page takes. Until it is handed over, a request that can have neither that wish nor a body
 * shows no headers instead, not even to whoever listens to Node's channels of diagnostics.
 *
 * To be given to `createServer` as `IncomingMessage`, with `requireHostHeader: false`: Node would find no host.
 * @see https://github.com/nodejs/node/blob/v20.20.2/lib/_http_server.js (parserOnIncoming)
 */
export class LazyRequest extends IncomingMessage {
  isHandedOver = false;
}

// Not in the class: TypeScript takes the property for one without a getter, which no getter may stand in for.
Object.defineProperty(LazyRequest.prototype, 'headers', {
  get(this: LazyRequest) {
    if (!this.isHandedOver && isPlain(this)) return NONE;
    return Reflect.get(IncomingMessage.prototype, 'headers', this);
  },
  set(this: LazyRequest, headers: IncomingMessage['headers']) {
    Reflect.set(IncomingMessage.prototype, 'headers', headers, this);
  },
});

const NONE: IncomingMessage['headers'] = Object.freeze({});

/** Of HTTP/1.0 Node asks other things. */
function isPlain({ httpVersionMajor, httpVersionMinor, rawHeaders }: IncomingMessage): boolean {
  if (httpVersionMajor !== 1 || httpVersionMinor !== 1) return false;
  // Names and values alternate.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (LENGTHS.has(name.length) && ASKED_BEFORE.has(name.toLowerCase())) return false;
  }
  return true;
}

/** What an HTTP server has to know before anybody answers. */
const ASKED_BEFORE: ReadonlySet<string> = new Set(['expect', 'content-length', 'transfer-encoding']);
const LENGTHS: ReadonlySet<number> = new Set([...ASKED_BEFORE].map((name) => name.length));
