import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '../../src/pages/edition.ts';
import { openSite } from '../../src/site.ts';
import type { Question } from './ask.ts';
import { copyInto } from './own-folder.ts';

/** A copy of the invented town, and what a server of it must say. */
export type OwnTown = {
  /** To start a server in. */
  folder: string;
  /** The address of every page. */
  pages: readonly string[];
  /** The addresses that answer searches. */
  searches: readonly string[];
  /**
   * What the guide says at that moment is right from now on.
   * @returns the version of that edition, as `/readyz` names it
   */
  knows: (now: Date) => Promise<string>;
  /** Whether this is, byte for byte, what the guide answers at one of the moments it was told of. */
  isRight: (question: Question, body: Buffer) => boolean;
  /** Another copy, which can be edited by itself, of what must say the same. */
  twin: () => Promise<OwnTown>;
  remove: () => Promise<void>;
};

/** Copies the town and prints it here: for now, and for when the clock will ask for it next. */
export async function ownTown(): Promise<OwnTown> {
  const folder = await copied();
  const settings = { content: join(folder, 'content'), project: folder, base: '', origin: '' };
  const { site, press, accepted } = await openSite(settings);
  await site.edition.searchable();
  const editions: Edition[] = [site.edition];
  const knows = async (now: Date) => {
    const edition = await press.print(accepted, now, site.edition);
    await edition.searchable();
    editions.unshift(edition);
    return edition.version;
  };
  if (site.edition.goodUntil) await knows(site.edition.goodUntil);
  const of = (own: string): OwnTown => ({
    folder: own,
    pages: [...site.edition.pages.keys()],
    searches: [...site.edition.searches.keys()],
    knows,
    isRight: ({ path, typed }, body) =>
      editions.some(({ pages, searches }) => {
        if (typed === undefined) return pages.get(path)?.bytes.identity.equals(body) ?? false;
        return Buffer.from(searches.get(path)?.print(typed) ?? '').equals(body);
      }),
    twin: async () => of(await copied()),
    remove: () => rm(own, { recursive: true, force: true }),
  });
  return of(folder);
}

async function copied(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-town-'));
  await copyInto(folder, 'test/fixtures/town');
  return folder;
}
