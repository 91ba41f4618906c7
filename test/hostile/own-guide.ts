import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '../../src/pages/edition.ts';
import { polished } from '../../src/pages/polish.ts';
import { openSite } from '../../src/site.ts';
import { copyInto } from './own-folder.ts';

/** A copy of the real guide that nobody else edits, and what a server of it must say. */
export type OwnGuide = {
  /** To start a server in. */
  folder: string;
  /** The address of every page. */
  pages: readonly string[];
  /** Every place that a redirect may lead to. */
  places: ReadonlySet<string>;
  /** Whether these are the bytes of the page at that address in that encoding, now or after the next opening hour. */
  isPage: (address: string, encoding: string, body: Buffer) => boolean;
  /** Whether these are the bytes of any page, error page, or data of the whole guide. */
  isPrinted: (encoding: string, body: Buffer) => boolean;
  /** Whether this is, byte for byte, the answer to what was typed, now or after the next opening hour. */
  isAnswer: (address: string, typed: string, body: Buffer) => boolean;
  /** The edition of now, printed here. */
  edition: Edition;
  remove: () => Promise<void>;
};

/** Copies the guide and prints it here: once for now, and once for when the clock will ask for it. */
export async function ownGuide(): Promise<OwnGuide> {
  const folder = await mkdtemp(join(tmpdir(), 'guide-'));
  await copyInto(folder);
  const settings = { content: join(folder, 'content'), project: folder, base: '', origin: '' };
  const { site, press, accepted } = await openSite(settings);
  const { goodUntil } = site.edition;
  const later = goodUntil ? await press.print(accepted, goodUntil, site.edition) : site.edition;
  for (const edition of [site.edition, later]) await edition.searchable();
  const known = new Set<string>();
  const addresses = new Map<string, string>();
  // A page travels in bytes that were quickly made, and a moment later in fewer.
  const editions = [site.edition, later];
  for (const edition of [
    ...editions,
    ...(await Promise.all(editions.map((one) => polished(one, () => true)))),
  ]) {
    const printed = [
      ...edition.pages,
      ...edition.data,
      ...Object.values(edition.errors).flatMap((halves) =>
        [...halves.values()].map((half) => ['', half] as const),
      ),
    ];
    for (const [address, { bytes }] of printed) {
      for (const [encoding, body] of Object.entries(bytes)) {
        known.add(`${encoding} ${hashOf(body)}`);
        addresses.set(`${address} ${encoding} ${hashOf(body)}`, address);
      }
    }
  }
  const pages = [...site.edition.pages.keys()];
  const answers = new Map<string, Buffer[]>();
  const answersTo = (address: string, typed: string): readonly Buffer[] => {
    const key = `${address} ${typed}`;
    const found =
      answers.get(key) ??
      [site.edition, later].map(({ searches }) => Buffer.from(searches.get(address)?.print(typed) ?? ''));
    answers.set(key, found);
    return found;
  };
  return {
    folder,
    pages,
    places: new Set([...pages, '/']),
    isPage: (address, encoding, body) => addresses.has(`${address} ${encoding} ${hashOf(body)}`),
    isPrinted: (encoding, body) => known.has(`${encoding} ${hashOf(body)}`),
    isAnswer: (address, typed, body) => answersTo(address, typed).some((answer) => answer.equals(body)),
    edition: site.edition,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}
