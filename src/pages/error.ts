import { type Locale, otherThan } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import type { Addresses } from './addresses.ts';
import { type EmergencyNumber, emergencyIn } from './frame.ts';
import { speakerOf } from './speaker.ts';
import type { Words } from './strings.ts';

/** The error page in one language; the printed page holds one for each, since a wrong address says little about its reader. */
export type ErrorInLocale = {
  locale: Locale;
  isFirst: boolean;
  title: string;
  text: string;
  leave: string;
  home: { href: string; words: string };
  emergency: readonly EmergencyNumber[];
};

export type ErrorPage = {
  view: 'error';
  language: Locale;
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
  first: Locale,
  directory: Directory,
  words: Words,
  addresses: Addresses,
): ErrorPage {
  // Nothing on it depends on the clock.
  const speakers = [first, otherThan(first)].map((locale) =>
    speakerOf(locale, directory, words, addresses, new Date(0)),
  );
  return {
    view: 'error',
    language: first,
    tabTitle: speakers.map(({ locale }) => directory.site.name[locale]).join(' – '),
    exit: directory.site.exit,
    halves: speakers.map((speaker) => {
      const { locale, t } = speaker;
      return {
        locale,
        isFirst: locale === first,
        title: t(`error.${status}.title`),
        text: t(`error.${status}.text`),
        leave: t('exit'),
        home: { href: addresses.home(locale), words: t('error.home') },
        emergency: emergencyIn(directory, speaker),
      };
    }),
  };
}
