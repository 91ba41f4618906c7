const ADDRESSES = 64;

/**
 * Where one of very many connections comes from: one address has only so many ports, and each rests for a minute.
 * @param network the third number of the address, so that two crowds do not share one
 * @returns for `connect`; empty where a machine has no other address of its own than 127.0.0.1
 */
export function loopbackAt(turn: number, network: 0 | 1): { localAddress?: string } {
  return process.platform === 'linux' ? { localAddress: `127.0.${network}.${2 + (turn % ADDRESSES)}` } : {};
}
