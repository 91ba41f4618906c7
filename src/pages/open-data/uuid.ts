import { createHash } from 'node:crypto';

/** The guide's own name space. It never changes: those who take the data know its things by their ids. */
const NAMESPACE = Buffer.from('55fdcdc965cb4d9e9792379926c4648e', 'hex');

/**
 * The same id for the same name, on every machine and in every year (RFC 9562, section 5.5: version 5).
 * @param parts what something is called, from the outside in: `service`, `city-311`, `phone`, `1`
 */
export function uuidOf(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('/')).digest().subarray(0, 16);
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x50, 6);
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8);
  const digits = hash.toString('hex');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}
