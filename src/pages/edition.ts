import { setImmediate as breath } from 'node:timers/promises';
import type { Effort, Encoding } from './encoding.ts';
import type { ErrorStatus } from './error.ts';
import type { KnownShares } from './known-shares.ts';
import type { MediaType, Publications } from './open-data/publications.ts';
import type { Services } from './open-data/services.ts';

/** One printed page: HTML in UTF-8, ready in every encoding. */
export type Printed = {
  /** The tags of its languages; null for what is in none. */
  language: string | null;
  /** How much was done to make its compressed bytes few. */
  effort: Effort;
  bytes: Readonly<Record<Encoding, Buffer>>;
};

/** A printed page that is saved under a name of its own. */
export type PrintedFile = Printed & { name: string };

/** Something that is no page: data, a contact. */
export type PrintedData = Printed & { type: MediaType };

/** Prints a page when somebody asks for it. */
export type Print = () => Promise<Printed | PrintedFile | PrintedData>;

/** The whole guide, printed. Nothing in it changes; a change of content makes a new one. */
export type Edition = {
  /** The same for the same content, words and templates between two changes that the clock makes, whoever printed it. */
  version: string;
  /** The moment whose clock it follows. */
  printedFor: Date;
  /** From this moment on a page may read differently. */
  goodUntil: Date;
  pages: ReadonlyMap<string, Printed>;
  files: ReadonlyMap<string, PrintedFile>;
  /** What is for programs. */
  data: ReadonlyMap<string, PrintedData>;
  /** The services of the data, page by page, and where they are asked for. */
  services: { address: string; page: Services['page'] };
  /** The data of one place by its address, made when it is asked for; null when there is none. */
  recordAt: Publications['recordAt'];
  /** Where the data of each place stands. */
  records: Publications['records'];
  /** What is not printed yet, by its address. */
  unprinted: ReadonlyMap<string, Print>;
  /** Whether everything is printed before anybody asks for it; very many pages are not. */
  isPrintedAhead: boolean;
  /** How it is shared out among pages, for the next edition of the same content. */
  shares: KnownShares;
  /** By the tag of the language of addresses. */
  errors: Readonly<Record<ErrorStatus, ReadonlyMap<string, Printed>>>;
  /** The tags of its languages, English first. */
  languages: readonly string[];
  /** Makes what searches are answered from, the first time; pages are there before. */
  searchable: () => Promise<unknown>;
  /** What answers searches, by the address they are sent to. */
  searches: ReadonlyMap<string, Search>;
  /** What prints the places that somebody chose, by the address that the choice is sent to. */
  choices: ReadonlyMap<string, Choice>;
  /** The source expressions that allow the pages' style sheets and scripts (Content Security Policy Level 3). */
  hashes: { styles: readonly string[]; scripts: readonly string[] };
};

/** Answers a search in one language with a page, printed when it is asked for. */
export type Search = { language: string; print: (typed: string) => string };

/** Prints the chosen ones of the places whose ids were sent. */
export type Choice = { language: string; print: (ids: readonly string[]) => string };

/** The edition with every page printed, unless there are very many. It pauses between pages, so that a running site goes on answering. */
export async function completed(edition: Edition): Promise<Edition> {
  if (!edition.isPrintedAhead) return edition;
  const printing: Promise<readonly [string, Awaited<ReturnType<Print>>]>[] = [];
  for (const [address, print] of edition.unprinted) {
    await breath();
    const one = print().then((page) => [address, page] as const);
    // It is taken below. Until then it would be nobody's, which ends the process.
    one.catch(() => {});
    printing.push(one);
  }
  const pages = new Map(edition.pages);
  const files = new Map(edition.files);
  const data = new Map(edition.data);
  for (const [address, page] of await Promise.all(printing)) {
    if (isFile(page)) files.set(address, page);
    else if (isData(page)) data.set(address, page);
    else pages.set(address, page);
  }
  return { ...edition, pages, files, data, unprinted: new Map() };
}

/** Whether what is printed is a file to save. */
export function isFile(page: Printed): page is PrintedFile {
  return 'name' in page;
}

/** Whether what is printed is for programs. */
export function isData(page: Printed): page is PrintedData {
  return 'type' in page;
}
