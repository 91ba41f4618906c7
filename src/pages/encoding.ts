import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How the bytes of a page may travel (RFC 9110, content codings), the smallest first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The bytes of a page as they travel.
 * @param effort `carefully` for what is printed once and read often, `quickly` for what somebody waits for
 */
export async function encoded(
  identity: Buffer,
  encoding: Encoding,
  effort: 'carefully' | 'quickly',
): Promise<Buffer> {
  const isCareful = effort === 'carefully';
  switch (encoding) {
    case 'br':
      return compressBrotli(identity, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: isCareful ? 10 : 5,
          [constants.BROTLI_PARAM_LGWIN]: 18,
          [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
        },
      });
    case 'gzip':
      return compressGzip(identity, { level: isCareful ? 9 : 6 });
    case 'identity':
      return identity;
  }
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);
