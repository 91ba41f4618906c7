/*
 * The Human Services Data Specification 3.2 (https://docs.openreferral.org/), as far as this guide fills it: a service
 * with all that belongs to it inside. Names that begin with `x_hartford_` are the guide's own. What is not known is not
 * there.
 */

/** The Spanish half of the texts of an object, by the names of their fields. */
export type InSpanish = Readonly<Record<string, string>>;

/** What every object has: an id, its texts in Spanish, and a mark on what nobody has confirmed. */
type Thing = { id: string; x_hartford_es?: InSpanish; x_hartford_unconfirmed?: true };

export type HsdsLanguage = Thing & { code: string; name: string };

export type HsdsPhone = Thing & {
  /** As it is dialled: `+18605507500`, or `211`. */
  number: string;
  extension?: number;
  type: 'voice' | 'text' | 'tty';
  description?: string;
  languages?: readonly HsdsLanguage[];
};

/** A day that differs, and what happens on it. */
export type HsdsException = {
  on: string;
  opens_at: string | null;
  closes_at: string | null;
  reason?: { en: string; es: string };
};

export type HsdsSchedule = Thing & {
  freq?: 'WEEKLY';
  interval?: 1;
  /** `MO,TU,WE` */
  byday?: string;
  opens_at?: string;
  closes_at?: string;
  /** All that the listing says about its hours. */
  description: string;
  notes?: string;
};

export type HsdsAddress = Thing & {
  address_1: string;
  city: string;
  state_province: string;
  /** Empty when the listing has none. */
  postal_code: string;
  country: 'US';
  address_type: 'physical';
};

export type HsdsLocation = Thing & {
  location_type: 'physical';
  name: string;
  description?: string;
  addresses: readonly HsdsAddress[];
  accessibility: readonly (Thing & { description: string })[];
};

export type HsdsOrganization = Thing & { name: string; description: string; website?: string };

export type HsdsTaxonomyTerm = Thing & {
  code: string;
  name: string;
  description: string;
  taxonomy: string;
  taxonomy_id: string;
  language: 'en';
};

export type HsdsService = Thing & {
  organization_id: string;
  organization: HsdsOrganization;
  name: string;
  description: string;
  url?: string;
  status: 'active' | 'defunct';
  interpretation_services?: string;
  fees_description?: string;
  eligibility_description?: string;
  /** The date of the last check: `2026-11-24`, or a month. */
  assured_date?: string;
  /** What somebody must know before they rely on it. */
  alert?: string;
  phones: readonly HsdsPhone[];
  schedules?: readonly HsdsSchedule[];
  service_areas: readonly (Thing & { name: string })[];
  service_at_locations: readonly (Thing & { location: HsdsLocation; schedules: readonly HsdsSchedule[] })[];
  languages: readonly HsdsLanguage[];
  cost_options: readonly (Thing & { option: string; amount: number; currency: 'USD' })[];
  required_documents: readonly (Thing & { document: string })[];
  attributes: readonly (Thing & {
    link_id: string;
    link_entity: 'service';
    link_type: 'service_type';
    label: string;
    taxonomy_term_id: string;
    taxonomy_term: HsdsTaxonomyTerm;
  })[];
  /** After this day nobody should show the record without asking the place again. */
  x_hartford_do_not_republish_after: string;
  x_hartford_check: { on: string; how: string; by: { en: string; es: string } } | null;
  x_hartford_sources: readonly {
    name: { en: string; es: string };
    url?: string;
    published?: string;
    accessed: string;
  }[];
  x_hartford_notes?: readonly { en: string; es: string; unconfirmed?: true }[];
  x_hartford_exceptions?: readonly HsdsException[];
  /** What it does on public holidays, and which ones it keeps. */
  x_hartford_holidays?: { is: 'open' | 'closed' | 'unknown'; on: readonly string[] };
  x_hartford_accessibility?: string;
  /** Its address is kept private for people's safety: ask for none, show none. */
  x_hartford_address_withheld?: true;
  /** A call there can put a person at risk: show the warning of the guide, or do not show it. */
  x_hartford_caution?: true;
  /** A place that is not there any more: since when, and the ids of the services that help instead. */
  x_hartford_retired?: { on: string; reason: { en: string; es: string }; instead: readonly string[] };
};
