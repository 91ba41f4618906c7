import { LOCALES, type Locale, otherThan, type Text } from '../locale.ts';
import type { Directory, Guide, Law, Section } from '../model/directory.ts';
import type { Addresses } from './addresses.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { dateInWords, dayInHartford } from './dates.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import { type Prose, prosifier } from './prose.ts';
import type { Translate } from './strings.ts';
import { proseIn, type Sentence, type SourceOnPage, type Speaker, sentenceIn, sourceIn } from './wording.ts';

/** What surrounds every page: its head, the bar at its top, the numbers and the contents at its foot. */
export type Frame = {
  locale: Locale;
  t: Translate;
  tabTitle: string;
  description: string;
  canonical: string;
  alternates: readonly { hreflang: string; href: string }[];
  siteName: string;
  home: string;
  twin: { href: string; language: Locale };
  exit: string;
  alerts: readonly { sentence: Sentence; link: PageLink | null }[];
  emergency: readonly EmergencyNumber[];
  /** Every page of the guide; empty on the home page, which lists them itself. */
  contents: readonly { heading: string; links: readonly PageLink[] }[];
  about: PageLink;
  independence: Prose;
};

export type EmergencyNumber = { display: string; href: string; label: string; note: Prose | null };

export type HomePage = Frame & {
  view: 'home';
  title: string;
  lead: string;
  urgent: readonly PageLink[];
  needs: readonly PageLink[];
  opening: { heading: string; sentences: readonly Sentence[] };
};

/** A notice and the facts behind it on every page that speaks of the law. */
export type LawOnPage = {
  notice: string;
  facts: readonly { term: string; words: string }[];
  sources: readonly SourceOnPage[];
};

/** A guide or a section: they differ in what the content gives them, not in how they are read. */
export type TopicPage = Frame & {
  view: 'topic';
  title: string;
  lead: Prose;
  isUrgent: boolean;
  law: LawOnPage | null;
  parts: readonly PartOnPage[];
  listings: readonly ListingOnPage[];
};

export type AboutPage = Frame & {
  view: 'about';
  title: string;
  lead: Prose;
  parts: readonly PartOnPage[];
  corrections: { listing: string; phones: readonly PhoneOnPage[]; email: string | null };
};

export type Page = HomePage | TopicPage | AboutPage;

/** A page and the address it is read at. */
export type Addressed<Kind extends Page = Page> = { address: string; page: Kind };

/** The error page in one language; the printed page holds one for each, since a wrong address says little about its reader. */
export type ErrorInLocale = {
  locale: Locale;
  isFirst: boolean;
  title: string;
  text: string;
  home: { href: string; words: string };
  emergency: readonly EmergencyNumber[];
};

export type ErrorPage = {
  view: 'error';
  language: Locale;
  tabTitle: string;
  /** The language of the address first. */
  halves: readonly ErrorInLocale[];
};

/** The errors a reader can meet. */
export const ERRORS = [400, 404, 405, 414, 500, 503] as const;
export type ErrorStatus = (typeof ERRORS)[number];

export type Words = Readonly<Record<Locale, Translate>>;

/** Every page of the guide in every language, as the directory and the clock have them. */
export function pagesOf(directory: Directory, words: Words, addresses: Addresses, now: Date): Addressed[] {
  return LOCALES.flatMap((locale) => {
    const speaker = speakerOf(locale, directory, words, addresses);
    const topics = [...directory.guides, ...directory.sections];
    return [
      homePage(directory, speaker, now),
      ...topics.map((topic) => topicPage(topic, directory, speaker, now)),
      aboutPage(directory, speaker, now),
    ];
  });
}

/** The error page of one status for one language of addresses. */
export function errorPage(
  status: ErrorStatus,
  first: Locale,
  directory: Directory,
  words: Words,
  addresses: Addresses,
): ErrorPage {
  const speakers = [first, otherThan(first)].map((locale) => speakerOf(locale, directory, words, addresses));
  return {
    view: 'error',
    language: first,
    tabTitle: speakers.map(({ locale }) => directory.site.name[locale]).join(' – '),
    halves: speakers.map((speaker) => {
      const { locale, t } = speaker;
      return {
        locale,
        isFirst: locale === first,
        title: t(`error.${status}.title`),
        text: t(`error.${status}.text`),
        home: { href: addresses.home(locale), words: t('error.home') },
        emergency: emergencyIn(directory, speaker),
      };
    }),
  };
}

function speakerOf(locale: Locale, directory: Directory, words: Words, addresses: Addresses): Speaker {
  return {
    locale,
    t: words[locale],
    prose: prosifier(locale, directory.site.foreignWords[locale]),
    addresses,
  };
}

function homePage(directory: Directory, speaker: Speaker, now: Date): Addressed<HomePage> {
  const { locale, addresses } = speaker;
  const { site } = directory;
  const frame = frameOf({
    directory,
    speaker,
    now,
    tabTitle: site.name[locale],
    description: site.description[locale],
    addressIn: addresses.home,
  });
  return {
    address: addresses.home(locale),
    page: {
      ...frame,
      contents: [],
      view: 'home',
      title: site.title[locale],
      lead: site.description[locale],
      urgent: directory.urgent.map((guide) => topicLink(guide, speaker)),
      needs: directory.sections.map((section) => topicLink(section, speaker)),
      opening: {
        heading: site.opening.heading[locale],
        sentences: site.opening.paragraphs.map((paragraph) => sentenceIn(paragraph, speaker)),
      },
    },
  };
}

function topicPage(
  topic: Guide | Section,
  directory: Directory,
  speaker: Speaker,
  now: Date,
): Addressed<TopicPage> {
  const { locale, addresses } = speaker;
  return {
    address: addresses.page(topic.slug, locale),
    page: {
      ...frameOf({
        directory,
        speaker,
        now,
        tabTitle: `${topic.tabTitle[locale]} – ${directory.site.name[locale]}`,
        description: topic.summary[locale],
        addressIn: (other) => addresses.page(topic.slug, other),
      }),
      view: 'topic',
      title: topic.title[locale],
      lead: proseIn(topic.summary, speaker),
      isUrgent: directory.urgent.some(({ id }) => id === topic.id),
      law: topic.law ? lawIn(topic.law, speaker) : null,
      parts: topic.parts.map((part) => partIn(part, speaker, pageLinks(directory, speaker))),
      listings: 'listings' in topic ? topic.listings.map((listing) => listingIn(listing, speaker)) : [],
    },
  };
}

function aboutPage(directory: Directory, speaker: Speaker, now: Date): Addressed<AboutPage> {
  const { locale, addresses, t } = speaker;
  const { about, site } = directory;
  const { listing, email } = site.corrections;
  return {
    address: addresses.page(about.slug, locale),
    page: {
      ...frameOf({
        directory,
        speaker,
        now,
        tabTitle: `${about.tabTitle[locale]} – ${site.name[locale]}`,
        description: about.summary[locale],
        addressIn: (other) => addresses.page(about.slug, other),
      }),
      view: 'about',
      title: about.title[locale],
      lead: proseIn(about.summary, speaker),
      parts: about.parts.map((part) => partIn(part, speaker, pageLinks(directory, speaker))),
      corrections: {
        listing: listing.name.text[locale],
        phones: listing.phones.map((phone) => phoneOnPage(phone, speaker)),
        email: email ? t('corrections.email', { email }) : null,
      },
    },
  };
}

type FrameSource = {
  directory: Directory;
  speaker: Speaker;
  now: Date;
  tabTitle: string;
  description: string;
  addressIn: (locale: Locale) => string;
};

function frameOf({ directory, speaker, now, tabTitle, description, addressIn }: FrameSource): Frame {
  const { locale, t, addresses } = speaker;
  const { site } = directory;
  const today = dayInHartford(now);
  const linkTo = pageLinks(directory, speaker);
  return {
    locale,
    t,
    tabTitle,
    description,
    canonical: addresses.whole(addressIn(locale)),
    alternates: [
      ...LOCALES.map((hreflang) => ({ hreflang, href: addresses.whole(addressIn(hreflang)) })),
      { hreflang: 'x-default', href: addresses.whole(addresses.root) },
    ],
    siteName: site.name[locale],
    home: addresses.home(locale),
    twin: { href: addressIn(otherThan(locale)), language: otherThan(locale) },
    exit: site.exit,
    alerts: directory.alerts
      .filter(({ starts, ends }) => starts <= today && today <= ends)
      .map(({ statement, page }) => ({
        sentence: sentenceIn(statement, speaker),
        link: page ? linkTo(page) : null,
      })),
    emergency: emergencyIn(directory, speaker),
    contents: [
      { heading: t('contents.urgent'), links: directory.urgent.map((guide) => topicLink(guide, speaker)) },
      {
        heading: t('contents.needs'),
        links: directory.sections.map((section) => topicLink(section, speaker)),
      },
    ],
    about: linkTo(directory.about.id),
    independence: proseIn(site.independence, speaker),
  };
}

function emergencyIn(directory: Directory, speaker: Speaker): EmergencyNumber[] {
  return directory.site.emergency.map(({ phone, label, note }) => ({
    ...phone,
    label: label[speaker.locale],
    note: note ? proseIn(note, speaker) : null,
  }));
}

function topicLink(
  { slug, homeLabel, icon }: { slug: Text; homeLabel: Text; icon: Guide['icon'] },
  speaker: Speaker,
): PageLink {
  const { locale, addresses } = speaker;
  return { href: addresses.page(slug, locale), words: homeLabel[locale], icon };
}

function pageLinks(directory: Directory, speaker: Speaker): (id: string) => PageLink {
  const { locale, addresses } = speaker;
  return (id) => {
    const topic = [...directory.guides, ...directory.sections].find((candidate) => candidate.id === id);
    if (topic) return topicLink(topic, speaker);
    const { slug, title } = directory.about;
    return { href: addresses.page(slug, locale), words: title[locale], icon: null };
  };
}

function lawIn(law: Law, speaker: Speaker): LawOnPage {
  const { locale, t } = speaker;
  const asOf = dateInWords(law.asOf, locale);
  const reviewed = law.reviewed && { on: dateInWords(law.reviewed.on, locale), by: law.reviewed.by[locale] };
  return {
    notice: reviewed
      ? t('law.notice.reviewed', { by: reviewed.by, date: reviewed.on, asOf })
      : t('law.notice', { date: asOf }),
    facts: [
      { term: t('law.asOf'), words: asOf },
      { term: t('law.jurisdiction'), words: law.jurisdiction[locale] },
      {
        term: t('law.reviewed'),
        words: reviewed ? `${reviewed.by}, ${reviewed.on}` : t('law.reviewed.none'),
      },
      { term: t('law.reviewBy'), words: dateInWords(law.reviewBy, locale) },
    ],
    sources: law.sources.map((source) => sourceIn(source, speaker)),
  };
}
