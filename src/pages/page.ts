import { LOCALES } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import type { Guide, Section } from '../model/page.ts';
import type { Addresses } from './addresses.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { type Frame, frameOf, pageLinks, topicLink } from './frame.ts';
import { type LawOnPage, lawIn } from './law.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import type { Prose } from './prose.ts';
import { speakerOf } from './speaker.ts';
import type { Words } from './strings.ts';
import { proseIn, type Sentence, type Speaker, sentenceIn } from './wording.ts';

export type HomePage = Frame & {
  view: 'home';
  title: string;
  lead: string;
  urgent: readonly PageLink[];
  needs: readonly PageLink[];
  opening: { heading: string; sentences: readonly Sentence[] };
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
