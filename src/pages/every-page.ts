import type { Directory } from '../model/directory.ts';
import { isGone } from '../model/listing.ts';
import type { SearchIndex } from '../model/search-index.ts';
import { type AlphabetPage, alphabetPage, type ListPage, listPage } from './browse.ts';
import { contactsPage } from './contacts.ts';
import { listsOn } from './frame.ts';
import type { Language } from './language.ts';
import {
  aboutPage,
  accessibilityPage,
  currentPage,
  dataPage,
  homePage,
  type Page,
  retiredPage,
  safetyPage,
  topicPage,
} from './page.ts';
import {
  type BookletPage,
  chosenPage,
  leafletPage,
  type OnPaperPage,
  onPaperPage,
  wholeGuidePage,
} from './paper.ts';
import { type Answerer, answererOf } from './search.ts';
import { cardPage, doorPage, planPage } from './sheets.ts';
import type { Speaker } from './wording.ts';

/** A page and the address it is read at; the page is made when it is asked for. */
export type Addressed<Kind extends Page = Page> = { address: string; page: () => Kind };

/** Every page of the guide in every language, as the directory and the clock have them. */
export function pagesOf(directory: Directory, speakers: readonly Speaker[]): Addressed[] {
  return speakers.flatMap((speaker) => {
    const { locale, addresses, paging } = speaker;
    const at = <Kind extends Page>(address: string, page: () => Kind): Addressed => ({ address, page });
    const gone = [...directory.listings.values()].filter((listing) => isGone(listing, speaker.clock.today));
    return [
      at(addresses.home(locale), () => homePage(directory, speaker)),
      ...[...directory.guides, ...directory.sections].flatMap((topic) =>
        paging
          .topic(topic.id)
          .map((_, index) =>
            at(addresses.page(topic.slug, locale, index + 1), () =>
              topicPage(topic, directory, speaker, index + 1),
            ),
          ),
      ),
      at(addresses.page(directory.about.slug, locale), () => aboutPage(directory, speaker)),
      at(addresses.page(directory.current.slug, locale), () => currentPage(directory, speaker)),
      at(addresses.page(directory.safety.slug, locale), () => safetyPage(directory, speaker)),
      at(addresses.page(directory.accessibility.slug, locale), () => accessibilityPage(directory, speaker)),
      at(addresses.page(directory.data.slug, locale), () => dataPage(directory, speaker)),
      ...listsOn(speaker).flatMap((name) =>
        paging
          .list(name)
          .map((_, index) =>
            at<AlphabetPage | ListPage>(addresses.list(name, locale, index + 1), () =>
              name === 'aToZ'
                ? alphabetPage(directory, speaker, index + 1)
                : listPage(name, directory, speaker, index + 1),
            ),
          ),
      ),
      ...paging.choice.map((_, index) =>
        at(addresses.paper('on-paper', locale, index + 1), () => onPaperPage(directory, speaker, index + 1)),
      ),
      at(addresses.paper('whole-guide', locale), () => wholeGuidePage(directory, speaker)),
      at(addresses.paper('wallet-card', locale), () => cardPage(directory, speaker)),
      at(addresses.paper('door-sheet', locale), () => doorPage(directory, speaker)),
      at(addresses.paper('plan-sheet', locale), () => planPage(directory, speaker)),
      ...[...directory.guides, ...directory.sections].map((topic) =>
        at(addresses.leaflet(topic.slug, locale), () => leafletPage(topic, directory, speaker)),
      ),
      ...paging.contacts.map((_, index) =>
        at(addresses.contacts(locale, index + 1), () => contactsPage(directory, speaker, index + 1)),
      ),
      ...gone.map((listing) =>
        at(addresses.retired(listing.id, locale), () => retiredPage(listing, directory, speaker)),
      ),
    ];
  });
}

/** Where each page that people come to read stands, in every language. Languages have the same pages in the same order. */
export function twinsOf(
  directory: Directory,
  speakers: readonly Speaker[],
): { tag: string; href: string }[][] {
  const [first = [], ...others] = speakers.map((speaker) =>
    pagesOf(directory, [speaker]).map(({ address }) => ({ tag: speaker.locale.tag, href: address })),
  );
  return first.map((page, index) => [page, ...others.flatMap((pages) => pages[index] ?? [])]);
}

/**
 * For each language, the address at which it is searched, and what answers there.
 * @param indexOf what a language is searched in, by its tag; asked when somebody searches
 */
export function answerersOf(
  directory: Directory,
  indexOf: (tag: string) => SearchIndex,
  speakers: readonly Speaker[],
): { address: string; locale: Language; answer: Answerer }[] {
  return speakers.map((speaker) => ({
    address: speaker.addresses.search(speaker.locale),
    locale: speaker.locale,
    answer: answererOf(directory, () => indexOf(speaker.locale.tag), speaker),
  }));
}

/** For each language, the whole guide as a file to save: its address, its name, what it says. */
export function filesOf(
  directory: Directory,
  speakers: readonly Speaker[],
): { address: string; name: string; page: () => BookletPage }[] {
  return speakers.map((speaker) => ({
    address: speaker.addresses.file(speaker.locale),
    name: speaker.addresses.fileName(speaker.locale),
    page: () => wholeGuidePage(directory, speaker),
  }));
}

/** For each language, the address that chosen places are sent to, and what prints them. */
export function choosersOf(
  directory: Directory,
  speakers: readonly Speaker[],
): { address: string; locale: Language; answer: (ids: readonly string[]) => BookletPage | OnPaperPage }[] {
  return speakers.map((speaker) => ({
    address: speaker.addresses.paper('on-paper', speaker.locale),
    locale: speaker.locale,
    answer: (ids) => chosenPage(ids, directory, speaker),
  }));
}
