import type { Directory } from '../model/directory.ts';
import type { Addresses } from './addresses.ts';
import { type EmergencyNumber, emergencyIn } from './frame.ts';
import { type Direction, foreignOn, type Language } from './language.ts';
import { speakerOf } from './speaker.ts';
import type { Speaker } from './wording.ts';

/** The error page in one language; the printed page holds two, since a wrong address says little about its reader. */
export type ErrorInLocale = {
  locale: string;
  /** Set when it differs from the page's. */
  direction: Direction | null;
  isFirst: boolean;
  title: string;
  text: string;
  leave: string;
  home: { href: string; words: string };
  emergency: readonly EmergencyNumber[];
};

export type ErrorPage = {
  view: 'error';
  language: string;
  direction: Direction | null;
  tabTitle: string;
  exit: string;
  /** The language of the address first. */
  halves: readonly ErrorInLocale[];
};

/** The errors a reader can meet. */
export const ERRORS = [400, 404, 405, 411, 413, 414, 415, 431, 500] as const;
export type ErrorStatus = (typeof ERRORS)[number];

/** The error page of one status for one language of addresses. */
export function errorPage(
  status: ErrorStatus,
  first: Language,
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
): ErrorPage {
  return inHalves(first, directory, languages, addresses, (speaker) => ({
    title: speaker.t(`error.${status}.title`),
    text: speaker.t(`error.${status}.text`),
    begin: speaker.t('error.home'),
    emergency: emergencyIn(directory, speaker),
  }));
}

/**
 * The page of a bare address, where nobody asks the reader's browser for its language: each language says its own name. It
 * is short, so that a phone shows both.
 */
export function doorPage(
  first: Language,
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
): ErrorPage {
  const { title, description } = directory.site;
  return inHalves(first, directory, languages, addresses, ({ say, locale }) => ({
    title: say(title),
    text: say(description),
    begin: locale.name,
    emergency: [],
  }));
}

function inHalves(
  first: Language,
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  words: (speaker: Speaker) => Pick<ErrorInLocale, 'title' | 'text' | 'emergency'> & { begin: string },
): ErrorPage {
  // Nothing on it depends on the clock, and nothing can be sent from it.
  const speakers = halvesOf(first, languages).map((locale) =>
    speakerOf(locale, directory, languages, addresses, new Date(0), 'files'),
  );
  return {
    view: 'error',
    language: first.tag,
    direction: first.direction === 'rtl' ? 'rtl' : null,
    tabTitle: speakers.map(({ say }) => say(directory.site.name)).join(' – '),
    exit: directory.site.exit,
    halves: speakers.map((speaker) => {
      const { locale, t } = speaker;
      const { begin, ...said } = words(speaker);
      return {
        locale: locale.tag,
        direction: foreignOn(first, locale).direction,
        isFirst: locale === first,
        ...said,
        leave: t('exit'),
        home: { href: addresses.home(locale), words: begin },
      };
    }),
  };
}

/** The languages of the error page for addresses of one: itself, and English; for English, Spanish. */
export function halvesOf(first: Language, languages: readonly Language[]): readonly Language[] {
  const second = languages.find(({ tag }) => tag === (first.tag === 'en' ? 'es' : 'en'));
  return second ? [first, second] : [first];
}
