import { isCheckGood, type Listing } from './listing.ts';
import { stateAt } from './schedule.ts';

/** A moment, and the day it is in Hartford, `2026-11-24`. */
type Moment = { now: Date; today: string };

/**
 * What is open at a moment, by hours that can be relied on.
 * - `always`: what answers day and night.
 * - `byHours`: what is open by its hours of this day.
 */
export function openNow(listings: readonly Listing[], { now, today }: Moment) {
  const open = listings.filter(
    (listing) =>
      isCheckGood(listing, today) && stateAt(listing.schedule, listing.holidays, now).state === 'open',
  );
  return { always: open.filter(isAlwaysOpen), byHours: open.filter((listing) => !isAlwaysOpen(listing)) };
}

/** What costs nothing; a cost that was only heard of, or that depends on the reader, does not count. */
export function free(listings: readonly Listing[]): Listing[] {
  return listings.filter(({ fees }) => fees === 'free');
}

/**
 * Where Spanish is enough.
 * - `answered`: places with a number that is answered in Spanish, the confirmed ones first.
 * - `read`: what has no number and can be read in Spanish.
 */
export function inSpanish(listings: readonly Listing[], { today }: Moment) {
  const answered = listings.filter(
    ({ phones, languages }) =>
      phones.length > 0 &&
      (languages.includes('es') || phones.some((phone) => phone.languages.includes('es'))),
  );
  const isConfirmed = (listing: Listing) =>
    isCheckGood(listing, today) &&
    listing.phones.some(
      ({ languages, confirmed }) =>
        confirmed && (languages.length > 0 ? languages : listing.languages).includes('es'),
    );
  return {
    answered: [...answered.filter(isConfirmed), ...answered.filter((listing) => !isConfirmed(listing))],
    read: listings.filter(
      ({ phones, languages, website }) =>
        phones.length === 0 &&
        (languages.includes('es') ||
          (website?.confirmed && (website.language === 'es' || website.language === 'both'))),
    ),
  };
}

/**
 * Where nobody needs an appointment.
 * - `walkIn`: places that said so; a doubt about it must not send anybody on a bus.
 * - `dayAndNight`: lines that answer day and night. An old check is no reason to hide them: a call costs no
 *   journey, and the listing says how old its check is.
 */
export function withoutAppointment(listings: readonly Listing[], { today }: Moment) {
  const walkIn = listings.filter(
    (listing) => listing.schedule?.walkIn && listing.schedule.confirmed && isCheckGood(listing, today),
  );
  const dayAndNight = listings.filter(
    (listing) =>
      !walkIn.includes(listing) &&
      listing.phones.length > 0 &&
      isAlwaysOpen(listing) &&
      listing.schedule?.confirmed &&
      listing.checked !== null &&
      listing.checked.from <= today,
  );
  return { walkIn, dayAndNight };
}

function isAlwaysOpen({ schedule }: Listing): boolean {
  return schedule?.alwaysOpen ?? false;
}
