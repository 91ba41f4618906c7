import { spokenForm } from '../content/phone.ts';
import { isCheckGood, type Listing, type Phone, type Schedule } from '../model/listing.ts';
import type { Statement } from '../model/statement.ts';
import { dateInWords, daysInWords, languageInWords, timeInWords } from './dates.ts';
import { type StatusOnPage, statusIn } from './hours.ts';
import { foreignOn } from './language.ts';
import { nameOfPhone, type Prose } from './prose.ts';
import {
  type LinkOnPage,
  linkIn,
  nameIn,
  type Sentence,
  type SourceOnPage,
  type Speaker,
  sentenceIn,
  sourceIn,
  type Words,
} from './wording.ts';

export type PhoneOnPage = {
  display: string;
  href: string;
  /** What a voice says for it: the action, the number, the number digit by digit, the extension. */
  name: string;
  /** What a tap does: call, send a text, TTY. */
  action: string;
  type: Phone['type'];
  /** What the number is for, its languages, its extension. */
  detail: string | null;
  doubt: string | null;
};

/** A named fact about a place: its hours, its cost, what to bring. */
export type FactOnPage = { term: string; sentences: readonly Sentence[] };

export type ListingOnPage = {
  id: string;
  anchor: string;
  name: Words;
  /** “Part of …”, when the organization has another name. */
  partOf: { label: string; organization: Words } | null;
  summary: Sentence;
  /** Open, closed, or in doubt at the moment of printing; null when nobody can say. */
  status: StatusOnPage | null;
  phones: readonly PhoneOnPage[];
  website: LinkOnPage | null;
  websiteTerm: string;
  facts: readonly FactOnPage[];
  notes: readonly Sentence[];
  /** “Not confirmed yet: call first” (or ask, where there is no number); null when somebody checked. */
  doubt: string | null;
  checked: string | null;
  sourcesHeading: string;
  sources: readonly SourceOnPage[];
};

/** A listing in one language, at one moment. It is remembered: the same listing stands on several pages. */
export function listingIn(listing: Listing, speaker: Speaker): ListingOnPage {
  const known = remembered.get(speaker) ?? new Map<Listing, ListingOnPage>();
  remembered.set(speaker, known);
  const before = known.get(listing);
  if (before) return before;
  const made = makeListing(listing, speaker);
  known.set(listing, made);
  return made;
}

const remembered = new WeakMap<Speaker, Map<Listing, ListingOnPage>>();

function makeListing(listing: Listing, speaker: Speaker): ListingOnPage {
  const { locale, t, say } = speaker;
  const { checked } = listing;
  const doubt = doubtAbout(listing, speaker);
  return {
    id: listing.id,
    anchor: speaker.anchorOf(listing.id),
    name: nameIn(listing.name, speaker),
    partOf: partOf(listing, speaker),
    summary: summaryOf(listing, speaker),
    status: statusIn(listing, speaker),
    // One doubt is enough.
    phones: listing.phones.map((phone) =>
      phoneOnPage(doubt ? { ...phone, confirmed: true } : phone, speaker),
    ),
    website: listing.website ? linkIn(listing.website, speaker) : null,
    websiteTerm: t('listing.website'),
    facts: factsOf(listing, speaker),
    notes: listing.notes.map((note) => sentenceIn(note, speaker)),
    doubt,
    // A check of a day that has not come has not been made.
    checked:
      checked && checked.from <= speaker.clock.today
        ? t(`listing.checked.${checked.how}`, {
            date: dateInWords(checked.on, locale),
            by: say(checked.by),
          })
        : null,
    sourcesHeading: t('listing.sources'),
    sources: listing.sources.map((source) => sourceIn(source, speaker)),
  };
}

/** “Part of …”, when the organization has another name than the place. */
export function partOf({ name, organization }: Listing, speaker: Speaker): ListingOnPage['partOf'] {
  const whole = nameIn(organization.name, speaker);
  return whole.words === nameIn(name, speaker).words
    ? null
    : { label: speaker.t('listing.by'), organization: whole };
}

export function summaryOf({ summary, checked }: Listing, speaker: Speaker): Sentence {
  // One doubt is enough: a listing that nobody checked already says so.
  return sentenceIn(checked ? summary : { ...summary, confirmed: true }, speaker);
}

/** Why to call first: nobody has checked, or the check is too old; null when the check can be relied on. */
export function doubtAbout(listing: Listing, { locale, t, clock }: Speaker): string | null {
  const { checked, phones } = listing;
  const hasPhone = phones.length > 0;
  if (isCheckGood(listing, clock.today)) return null;
  if (!checked || clock.today < checked.from) return t(hasPhone ? 'unconfirmed' : 'unconfirmed.statement');
  const date = dateInWords(checked.on, locale);
  return t(hasPhone ? 'unconfirmed.aged' : 'unconfirmed.aged.statement', { date });
}

export function phoneOnPage(phone: Phone, { locale, t, say }: Speaker): PhoneOnPage {
  const action = {
    voice: t('listing.phone.call'),
    text: t('listing.phone.text'),
    tty: t('listing.phone.tty'),
  };
  const list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });
  const detail = [
    phone.label ? say(phone.label) : undefined,
    phone.extension ? t('listing.phone.extension', { extension: phone.extension }) : undefined,
    phone.languages.length > 0
      ? t('listing.phone.languages', {
          languages: list.format(phone.languages.map((code) => languageInWords(code, locale))),
        })
      : undefined,
  ].filter((words) => words !== undefined);
  const extension = phone.extension
    ? `, ${t('listing.phone.extension', { extension: spokenForm(phone.extension) })}`
    : '';
  return {
    display: phone.display,
    name: nameOfPhone(`${action[phone.type]} ${phone.display}`, phone.spoken) + extension,
    href: phone.extension ? `${phone.href};ext=${phone.extension}` : phone.href,
    action: action[phone.type],
    type: phone.type,
    detail: detail.length > 0 ? detail.join('; ') : null,
    doubt: phone.confirmed ? null : t('unconfirmed'),
  };
}

function factsOf(listing: Listing, speaker: Speaker): FactOnPage[] {
  const { locale, t, say, prose } = speaker;
  const plain = (words: string): Sentence => ({ prose: prose(words), doubt: null });
  const said = (statement: Statement | null) => (statement ? [sentenceIn(statement, speaker)] : []);
  const list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });
  const facts: FactOnPage[] = [
    {
      term: t('listing.address'),
      sentences: whereabouts(listing.address, speaker),
    },
    { term: t('listing.hours'), sentences: listing.schedule ? hoursOf(listing.schedule, speaker) : [] },
    {
      term: t('listing.fees'),
      sentences: listing.fees === 'free' ? [plain(t('listing.fees.free'))] : said(listing.fees),
    },
    { term: t('listing.eligibility'), sentences: said(listing.eligibility) },
    {
      term: t('listing.documents'),
      sentences: listing.requiredDocuments.map((document) => sentenceIn(document, speaker)),
    },
    {
      term: t('listing.languages'),
      sentences:
        listing.languages.length > 0
          ? [plain(list.format(listing.languages.map((code) => languageInWords(code, locale))))]
          : [],
    },
    { term: t('listing.interpretation'), sentences: said(listing.interpretation) },
    { term: t('listing.accessibility'), sentences: said(listing.accessibility) },
    { term: t('listing.area'), sentences: listing.serviceArea ? [plain(say(listing.serviceArea))] : [] },
  ];
  return facts.filter(({ sentences }) => sentences.length > 0);
}

function whereabouts(address: Listing['address'], { locale, t, prose }: Speaker): Sentence[] {
  if (address === null) return [];
  if (address === 'withheld') return [{ prose: prose(t('listing.address.withheld')), doubt: null }];
  const { street, city, state, zip, confirmed } = address;
  const words = `${street}, ${city}, ${state}${zip ? ` ${zip}` : ''}`;
  const language = foreignOn(locale, { tag: 'en', direction: 'ltr' });
  // Among words that run the other way, the number of the house would go to the wrong end.
  const inOrder: Prose = language.direction ? [{ kind: 'foreign', words, language }] : prose(words);
  return [{ prose: inOrder, doubt: confirmed ? null : t('unconfirmed') }];
}

function hoursOf(schedule: Schedule, { locale, t, say, prose, clock: now }: Speaker): Sentence[] {
  const midnight = t('time.midnight');
  const range = (from: string, to: string) => t('listing.hours.range', { from, to });
  const clock = ({ opens, closes }: { opens: number; closes: number }) => ({
    opens: timeInWords(opens, locale, midnight),
    closes: timeInWords(closes, locale, midnight),
  });
  const lines = [
    ...(schedule.alwaysOpen ? [t('listing.hours.always')] : []),
    ...schedule.weekly.map((opening) =>
      t('listing.hours.line', { days: daysInWords(opening.days, locale, range), ...clock(opening) }),
    ),
    ...(schedule.byAppointment ? [t('listing.hours.appointment')] : []),
    ...(schedule.walkIn ? [t('listing.hours.walkIn')] : []),
    ...(schedule.holidays ? [t(holidayKey(schedule.holidays, schedule.keeps))] : []),
    ...schedule.exceptions
      .filter(({ on }) => on >= now.today)
      .map(({ on, hours, reason }) => {
        const date = dateInWords(on, locale);
        const line = hours
          ? t('listing.hours.exception', { date, ...clock(hours) })
          : t('listing.hours.closed', { date });
        return reason ? `${line} (${say(reason).replace(/\.$/, '')})` : line;
      }),
    ...(schedule.note ? [say(schedule.note)] : []),
  ].map(upperFirst);
  const doubt = schedule.confirmed ? null : t('unconfirmed');
  return lines.map((line, index) => ({
    prose: prose(line),
    doubt: index === lines.length - 1 ? doubt : null,
  }));
}

function holidayKey(holidays: 'open' | 'closed', keeps: Schedule['keeps']) {
  const [only, other] = keeps;
  if (holidays === 'open') return 'listing.hours.holidays.open';
  return only && !other
    ? (`listing.hours.holidays.closed-${only}` as const)
    : 'listing.hours.holidays.closed';
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
