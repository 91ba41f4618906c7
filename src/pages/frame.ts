import type { Text } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import type { Guide } from '../model/page.ts';
import { LIST_NAMES, type ListName, PAPER_NAMES, type PaperName } from './addresses.ts';
import type { PageLink } from './blocks.ts';
import { type Direction, type Foreign, foreignOn, type Language } from './language.ts';
import { nameOfPhone, type Prose } from './prose.ts';
import type { Translate } from './strings.ts';
import { proseIn, type Sentence, type Speaker, sentenceIn } from './wording.ts';

/** What surrounds every page: its head, the bar at its top, the numbers and the contents at its foot. */
export type Frame = {
  locale: string;
  /** Set only when it is not the usual one. */
  direction: Direction | null;
  t: Translate;
  tabTitle: string;
  /** The same on every page: a browser may keep it with the title. */
  description: string;
  canonical: string;
  alternates: readonly { hreflang: string; href: string }[];
  siteName: string;
  home: string;
  /** The same page in the other languages, each named in itself. */
  twins: readonly { href: string; language: Foreign; name: string }[];
  exit: string;
  /** Where a search is sent. */
  search: string;
  /** What was searched; it stands in the field and nowhere else. Empty on every printed page. */
  typed: string;
  alerts: readonly { sentence: Sentence; link: PageLink | null }[];
  emergency: readonly EmergencyNumber[];
  /** Every page of the guide; empty on the home page, which lists them itself. */
  contents: readonly { heading: string; links: readonly PageLink[] }[];
  about: PageLink;
  current: PageLink;
  safety: PageLink;
  onPaper: PageLink;
  accessibility: PageLink;
  independence: Prose;
  /** Where it is read, for whoever has it on paper; null when nobody said where the site stands. */
  ownAddress: string | null;
  /** Whether it is made to be printed, and carries the style sheet for that. */
  isPaper: boolean;
  /** Whether the guide can be searched from it. What is printed whole has no use for it, and is lighter without. */
  hasSearch: boolean;
};

export type EmergencyNumber = {
  display: string;
  href: string;
  name: string;
  label: string;
  note: Prose | null;
};

type FrameSource = {
  directory: Directory;
  speaker: Speaker;
  tabTitle: string;
  addressIn: (locale: Language) => string;
};

export function frameOf({ directory, speaker, tabTitle, addressIn }: FrameSource): Frame {
  const { locale, languages, t, say, addresses } = speaker;
  const { site } = directory;
  const { today } = speaker.clock;
  const linkTo = pageLinks(directory, speaker);
  return {
    locale: locale.tag,
    direction: locale.direction === 'rtl' ? 'rtl' : null,
    t,
    tabTitle,
    description: t('description'),
    canonical: addresses.whole(addressIn(locale)),
    alternates: [
      ...languages.map((one) => ({ hreflang: one.tag, href: addresses.whole(addressIn(one)) })),
      { hreflang: 'x-default', href: addresses.whole(addresses.root) },
    ],
    siteName: say(site.name),
    home: addresses.home(locale),
    twins: languages
      .filter(({ tag }) => tag !== locale.tag)
      .map((one) => ({ href: addressIn(one), language: foreignOn(locale, one), name: one.name })),
    exit: site.exit,
    search: addresses.search(locale),
    typed: '',
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
      { heading: t('list.heading'), links: listLinks(speaker) },
    ],
    about: linkTo(directory.about.id),
    current: linkTo(directory.current.id),
    safety: linkTo(directory.safety.id),
    onPaper: linkTo('on-paper'),
    ownAddress: addresses.outside(addressIn(locale)),
    isPaper: false,
    hasSearch: speaker.host === 'server',
    accessibility: linkTo(directory.accessibility.id),
    independence: proseIn(site.independence, speaker),
  };
}

export function emergencyIn(directory: Directory, speaker: Speaker): EmergencyNumber[] {
  return directory.site.emergency.map(({ phone, label, note }) => ({
    display: phone.display,
    href: phone.href,
    name: nameOfPhone(`${phone.display} ${speaker.say(label)}`, phone.spoken),
    label: speaker.say(label),
    note: note ? proseIn(note, speaker) : null,
  }));
}

export function topicLink(
  { slug, homeLabel, icon }: { slug: Text; homeLabel: Text; icon: Guide['icon'] },
  speaker: Speaker,
): PageLink {
  const { locale, say, addresses } = speaker;
  return { href: addresses.page(slug, locale), words: say(homeLabel), icon };
}

/** Those lists that stay true until somebody prints them anew. */
export function listsOn({ host }: Speaker): readonly ListName[] {
  return LIST_NAMES.filter((name) => host === 'server' || name !== 'openNow');
}

/** The lists of places that the guide makes itself. */
export function listLinks(speaker: Speaker): PageLink[] {
  const { locale, t, addresses } = speaker;
  return listsOn(speaker).map((name) => ({
    href: addresses.list(name, locale),
    words: t(`list.${name}`),
    icon: null,
  }));
}

export function pageLinks(directory: Directory, speaker: Speaker): (id: string) => PageLink {
  const { locale, say, addresses } = speaker;
  return (id) => {
    const topic = [...directory.guides, ...directory.sections].find((candidate) => candidate.id === id);
    if (topic) return topicLink(topic, speaker);
    const paper = PAPER_NAMES.find((name) => name === id);
    if (paper) return paperLink(paper, directory, speaker);
    const { about, current, safety, accessibility, data } = directory;
    const { slug, title } =
      [current, safety, accessibility, data].find((candidate) => candidate.id === id) ?? about;
    return { href: addresses.page(slug, locale), words: say(title), icon: null };
  };
}

function paperLink(name: PaperName, { papers }: Directory, { locale, t, say, addresses }: Speaker): PageLink {
  const words: Record<PaperName, string> = {
    'on-paper': t('paper.link'),
    'whole-guide': t('paper.whole'),
    'wallet-card': say(papers.card.title),
    'door-sheet': say(papers.door.title),
    'plan-sheet': say(papers.plan.title),
  };
  return { href: addresses.paper(name, locale), words: words[name], icon: null };
}
