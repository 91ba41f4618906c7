import { type Directory, isBehind } from '../model/directory.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { Guide, Section } from '../model/page.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { isOverdue, type LawOnPage, lawIn } from './law.ts';
import type { Prose } from './prose.ts';
import { proseIn, type Speaker } from './wording.ts';

/** What a guide or a section says, wherever it stands: on a page of its own, in a booklet, in a file. */
export type Topic = {
  title: string;
  lead: Prose;
  isUrgent: boolean;
  /** Said when the other language of it is newer, or null. */
  translationNotice: string | null;
  law: LawOnPage | null;
  parts: readonly PartOnPage[];
  /** The places that no part shows; those that are gone are left out. */
  listings: readonly Listing[];
};

/** @param pageLink finds the link to another page by its id */
export function topicIn(
  topic: Guide | Section,
  directory: Directory,
  speaker: Speaker,
  pageLink: (id: string) => PageLink,
): Topic {
  const { law } = topic;
  const { locale, t, say, clock } = speaker;
  const isLate = law !== null && isOverdue(law, clock);
  return {
    title: say(topic.title),
    lead: proseIn(topic.summary, speaker),
    isUrgent: directory.urgent.some(({ id }) => id === topic.id),
    translationNotice: isBehind(directory, topic.id, locale.follows) ? t('translation.old.page') : null,
    law: law ? lawIn(law, speaker) : null,
    parts: topic.parts.map((part) => partIn(part, speaker, pageLink, isLate)),
    listings: ('listings' in topic ? topic.listings : []).filter((listing) => !isGone(listing, clock.today)),
  };
}
