import { agedFrom, earliestDayOf } from '../content/days.ts';
import type { Link as LinkSource } from '../content/fields.ts';
import type { ListingSource } from '../content/listing.ts';
import type { OrganizationSource } from '../content/organization.ts';
import { type Dialable, dialable } from '../content/phone.ts';
import type { Locale, Text } from '../locale.ts';
import {
  type Name,
  nameOf,
  type Source,
  type Statement,
  sourceOf,
  statementOf,
  statementOrNull,
} from './statement.ts';

export type Organization = { id: string; name: Name; description: Text; website: string | null };

export type Phone = Dialable & {
  type: 'voice' | 'text' | 'tty';
  extension: string | null;
  languages: readonly Locale[];
  label: Text | null;
  confirmed: boolean;
};

export type Link = {
  label: Name | null;
  url: string;
  /** The language of its page; null when nobody said. */
  language: Locale | 'both' | null;
  confirmed: boolean;
};

export type Address = { street: string; city: string; state: string; zip: string | null; confirmed: boolean };

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Times are minutes after midnight in Hartford. */
export type Opening = { days: readonly Weekday[]; opens: number; closes: number };

/** A public holiday, on a day such as `2026-12-25`. */
export type Holiday = { on: string; name: Text };

/** A single day `2026-12-24` that differs; `hours` is null when closed. */
export type ScheduleException = {
  on: string;
  hours: { opens: number; closes: number } | null;
  reason: Text | null;
};

/** A day on which offices close: its name, and whose holiday it is. */
export type PublicHoliday = Holiday & { of: readonly HolidayOf[] };

export type HolidayOf = 'federal' | 'connecticut';

export type Schedule = {
  alwaysOpen: boolean;
  byAppointment: boolean;
  /** People can come without an appointment. */
  walkIn: boolean;
  weekly: readonly Opening[];
  exceptions: readonly ScheduleException[];
  /** What the place does on public holidays; null when nobody said. */
  holidays: 'open' | 'closed' | null;
  /** Whose holidays it keeps, when it closes on holidays. */
  keeps: readonly HolidayOf[];
  note: Text | null;
  confirmed: boolean;
};

export type Check = {
  on: string;
  how: 'phone' | 'visit' | 'official-page' | 'published-sources';
  by: Text;
  /** The days, `2027-01-31`, between which this check can be relied on: from the first on, before the second. */
  from: string;
  agedFrom: string;
};

/** A place that is not there any more: since when, why, and the ids of what helps instead, the nearest first. */
export type Retirement = { on: string; reason: Statement; instead: readonly string[] };

/** A service, in the terms of the Human Services Data Specification 3.2. What is not known is null or empty. */
export type Listing = {
  id: string;
  organization: Organization;
  name: Name;
  summary: Statement;
  phones: readonly Phone[];
  website: Link | null;
  address: Address | 'withheld' | null;
  schedule: Schedule | null;
  fees: Statement | 'free' | null;
  /** ISO 639-1 codes. */
  languages: readonly string[];
  interpretation: Statement | null;
  requiredDocuments: readonly Statement[];
  eligibility: Statement | null;
  accessibility: Statement | null;
  serviceArea: Text | null;
  notes: readonly Statement[];
  /** Calling there can put a person at risk. */
  caution: boolean;
  /** Its number, found on a phone, can put a person in danger. */
  noContact: boolean;
  sources: readonly Source[];
  checked: Check | null;
  /** The public holidays that matter to its hours. */
  holidays: readonly Holiday[];
  retired: Retirement | null;
};

/** Whether the check of a listing can be relied on: it has been made, and is not too old. */
export function isCheckGood({ checked }: Listing, today: string): boolean {
  return checked !== null && checked.from <= today && today < checked.agedFrom;
}

/** Whether a place is not there any more. */
export function isGone({ retired }: Listing, today: string): boolean {
  return retired !== null && retired.on <= today;
}

/** Whether its number may be kept in a telephone that others look through. Nobody may be hurt for it. */
export function isSafeToKeep({ caution, noContact, address, retired }: Listing): boolean {
  return !caution && !noContact && address !== 'withheld' && retired === null;
}

export function organizationOf({ id, name, description, website }: OrganizationSource): Organization {
  return { id, name: nameOf(name), description, website: website ?? null };
}

/**
 * @param checkEvery after how many days a listing of its section must be checked again
 * @param kept the public holidays that are kept by those who keep these, as {@link holidaysKept} finds them
 */
export function listingOf(
  source: ListingSource,
  organization: Organization,
  checkEvery: number,
  kept: ReturnType<typeof holidaysKept>,
): Listing {
  const schedule = scheduleOf(source.schedule);
  return {
    id: source.id,
    organization,
    name: nameOf(source.name),
    summary: statementOf(source.summary),
    phones: (source.phones ?? []).map((phone) => ({
      ...dialable(phone.number, phone.type === 'text' ? 'sms' : 'tel'),
      type: phone.type,
      extension: phone.extension ?? null,
      languages: phone.languages ?? [],
      label: phone.label ?? null,
      confirmed: !phone.unconfirmed,
    })),
    website: source.website
      ? {
          label: null,
          url: source.website,
          language: source.website_language ?? null,
          confirmed: !source.website_unconfirmed,
        }
      : null,
    address: addressOf(source.address),
    schedule,
    fees: source.fees === 'free' ? 'free' : statementOrNull(source.fees),
    languages: source.languages ?? [],
    interpretation: statementOrNull(source.interpretation),
    requiredDocuments: (source.required_documents ?? []).map(statementOf),
    eligibility: statementOrNull(source.eligibility),
    accessibility: statementOrNull(source.accessibility),
    serviceArea: source.service_area ?? null,
    notes: (source.notes ?? []).map(statementOf),
    caution: source.caution ?? false,
    noContact: source.no_contact ?? false,
    sources: source.sources.map(sourceOf),
    checked:
      source.checked === 'none'
        ? null
        : {
            ...source.checked,
            from: earliestDayOf(source.checked.on),
            agedFrom: agedFrom(source.checked.on, checkEvery),
          },
    holidays: kept(schedule?.keeps ?? []),
    retired: source.retired ? { ...source.retired, reason: statementOf(source.retired.reason) } : null,
  };
}

/** Finds the holidays of those who keep some of them; a list for each kind, not for each listing. */
export function holidaysKept(
  holidays: readonly PublicHoliday[],
): (keeps: readonly HolidayOf[]) => readonly Holiday[] {
  const known = new Map<string, readonly Holiday[]>();
  return (keeps) => {
    const found =
      known.get(keeps.join()) ?? holidays.filter(({ of }) => of.some((one) => keeps.includes(one)));
    known.set(keeps.join(), found);
    return found;
  };
}

function addressOf(source: ListingSource['address']): Listing['address'] {
  if (source === undefined || source === 'withheld') return source ?? null;
  const { street, city, state, zip, unconfirmed } = source;
  return { street, city, state, zip: zip ?? null, confirmed: !unconfirmed };
}

function scheduleOf(source: ListingSource['schedule']): Schedule | null {
  if (!source) return null;
  return {
    alwaysOpen: source.always_open ?? false,
    byAppointment: source.by_appointment ?? false,
    walkIn: source.walk_in ?? false,
    weekly: (source.weekly ?? []).map(({ days, opens, closes }) => ({
      days,
      opens: minutesOf(opens),
      closes: minutesOf(closes),
    })),
    exceptions: (source.exceptions ?? []).map(({ on, opens, closes, reason }) => ({
      on,
      hours: opens && closes ? { opens: minutesOf(opens), closes: minutesOf(closes) } : null,
      reason: reason ?? null,
    })),
    ...holidaysOf(source.holidays),
    note: source.note ?? null,
    confirmed: !source.unconfirmed,
  };
}

function holidaysOf(
  source: NonNullable<ListingSource['schedule']>['holidays'],
): Pick<Schedule, 'holidays' | 'keeps'> {
  const all: readonly HolidayOf[] = ['federal', 'connecticut'];
  switch (source) {
    case 'closed-federal':
      return { holidays: 'closed', keeps: ['federal'] };
    case 'closed-connecticut':
      return { holidays: 'closed', keeps: ['connecticut'] };
    default:
      return { holidays: source ?? null, keeps: all };
  }
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

export function linkOf({ label, url, language, unconfirmed }: LinkSource): Link {
  return { label: nameOf(label), url, language, confirmed: !unconfirmed };
}
