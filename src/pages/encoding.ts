import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How the bytes of a page may travel (RFC 9110, content codings), the smallest first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** `carefully` for what is made once and read often, `quickly` for what somebody waits for. */
export type Effort = 'carefully' | 'quickly';

/** The bytes of a page as they travel. */
export async function encoded(identity: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const isCareful = effort === 'carefully';
  switch (encoding) {
    case 'br':
      return compressBrotli(identity, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: isCareful ? 11 : 5,
          // A window for nearly every page whole. Larger ones take longer to make ready than to use, and memory by their
          // size in each thread, which the C library keeps.
          [constants.BROTLI_PARAM_LGWIN]: 16,
          [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
        },
      });
    case 'gzip':
      // Where a page goes on is counted for this.
      return compressGzip(identity, { level: 9 });
    case 'identity':
      return identity;
  }
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);
