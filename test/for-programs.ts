import type { Edition } from '../src/pages/edition.ts';

/** Whether a file to save, data or a contact stands at an address, and no page to read. */
export function isForPrograms({ files, data, services, recordAt }: Edition, address: string): boolean {
  return (
    files.has(address) || data.has(address) || services.address === address || recordAt(address) !== null
  );
}
