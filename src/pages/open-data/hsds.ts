import { agedFrom, daysAfter } from '../../content/days.ts';
import { isGone, type Listing, type Phone } from '../../model/listing.ts';
import type { Section } from '../../model/page.ts';
import { languageInWords } from '../dates.ts';
import { doubtAbout, type ListingOnPage, listingIn } from '../listing.ts';
import { differingDaysOf, schedulesOf } from './hours.ts';
import type {
  HsdsLanguage,
  HsdsLocation,
  HsdsOrganization,
  HsdsPhone,
  HsdsService,
  HsdsTaxonomyTerm,
} from './hsds-types.ts';
import { fieldsOf, type Said, said, saidName, saidOnPages, saidText, type Voices } from './said.ts';
import { uuidOf } from './uuid.ts';

/**
 * A listing as a service of the Human Services Data Specification 3.2 (https://docs.openreferral.org/), with the words
 * that pages have for it and their doubts. Whatever a page would not say is not there.
 * @param section where the listing stands, which is its kind
 */
export function serviceOf(whole: Listing, section: Section, voices: Voices): HsdsService {
  const listing = isGone(whole, voices.en.clock.today) ? goneOf(whole) : whole;
  const { id: name, checked, fees, phones, address, website, retired } = listing;
  const id = idOfService(name);
  const { today } = voices.en.clock;
  const pages = { en: listingIn(listing, voices.en), es: listingIn(listing, voices.es) };
  const hours = factIn(pages, voices, 'listing.hours');
  const schedules = schedulesOf(listing, hours, today);
  const location = locationOf(listing, pages, voices);
  const accessibility = factIn(pages, voices, 'listing.accessibility');
  const text = fieldsOf({
    interpretation_services: factIn(pages, voices, 'listing.interpretation'),
    fees_description: factIn(pages, voices, 'listing.fees'),
    eligibility_description: factIn(pages, voices, 'listing.eligibility'),
    alert: alertOf(listing, voices),
    // Of a place that has no address, which would say it.
    x_hartford_accessibility: location ? null : accessibility,
  });
  const inFull = saidOnPages([pages.en.summary], [pages.es.summary]) ?? saidText(listing.summary.text);
  const term = termOf(section);
  return {
    id,
    organization_id: uuidOf('organization', listing.organization.id),
    organization: organizationOf(listing),
    name: listing.name.text.en,
    description: inFull.en,
    ...text,
    x_hartford_es: { name: listing.name.text.es, description: inFull.es, ...text.x_hartford_es },
    ...(website?.confirmed ? { url: website.url } : {}),
    status: isGone(listing, today) ? 'defunct' : 'active',
    ...(checked && checked.from <= today ? { assured_date: checked.on } : {}),
    phones: phones.map((phone, index) =>
      phoneOf(phone, ['service', name, 'phone', String(index + 1)], voices),
    ),
    ...(location ? {} : { schedules }),
    service_areas: listing.serviceArea
      ? [{ id: uuidOf('service', name, 'area'), ...named(saidText(listing.serviceArea)) }]
      : [],
    service_at_locations: location ? [{ id: uuidOf('service', name, 'at'), location, schedules }] : [],
    languages: listing.languages.map((code) => languageOf(code, ['service', name], voices)),
    cost_options:
      fees === 'free'
        ? [{ id: uuidOf('service', name, 'cost'), option: 'Free', amount: 0, currency: 'USD' }]
        : [],
    required_documents: listing.requiredDocuments.map((document, index) => {
      const words = said(document, voices);
      return {
        id: uuidOf('service', name, 'document', String(index + 1)),
        document: words.en,
        x_hartford_es: { document: words.es },
      };
    }),
    attributes: [
      {
        id: uuidOf('service', name, 'kind'),
        link_id: id,
        link_entity: 'service',
        link_type: 'service_type',
        label: term.name,
        taxonomy_term_id: term.id,
        taxonomy_term: term,
      },
    ],
    x_hartford_do_not_republish_after: lastDayOf(listing, section),
    x_hartford_check:
      checked && checked.from <= today ? { on: checked.on, how: checked.how, by: checked.by } : null,
    x_hartford_sources: listing.sources.map(({ name: source, url, published, accessed }) => ({
      name: saidName(source),
      ...(url ? { url } : {}),
      ...(published ? { published } : {}),
      accessed,
    })),
    ...(listing.notes.length > 0
      ? { x_hartford_notes: listing.notes.map((note) => said(note, voices)) }
      : {}),
    ...differingDaysOf(listing, today),
    ...(address === 'withheld' ? { x_hartford_address_withheld: true } : {}),
    ...(listing.caution ? { x_hartford_caution: true } : {}),
    ...(retired
      ? {
          x_hartford_retired: {
            on: retired.on,
            reason: said(retired.reason, voices),
            instead: retired.instead.map(idOfService),
          },
        }
      : {}),
  };
}

// Nobody should call a place that is not there any more, or go to it.
function goneOf(listing: Listing): Listing {
  return { ...listing, phones: [], website: null, address: null, schedule: null, fees: null, notes: [] };
}

/** The id under which a listing stays known. */
export function idOfService(listing: string): string {
  return uuidOf('service', listing);
}

type Pages = Readonly<Record<keyof Voices, ListingOnPage>>;

/** What the pages say under one of their terms. */
function factIn(pages: Pages, { en, es }: Voices, term: Parameters<Voices['en']['t']>[0]): Said | null {
  const under = ({ facts }: ListingOnPage, words: string) =>
    facts.find((fact) => fact.term === words)?.sentences ?? [];
  return saidOnPages(under(pages.en, en.t(term)), under(pages.es, es.t(term)));
}

/** Why to be careful: nobody has checked it, or a call can put somebody at risk, which the summary says. */
function alertOf(listing: Listing, { en, es }: Voices): Said | null {
  const { summary, caution } = listing;
  const alert = (speaker: Voices['en'], words: string) =>
    [caution ? words : null, doubtAbout(listing, speaker)].filter((one) => one !== null).join(' ');
  const both = { en: alert(en, summary.text.en), es: alert(es, summary.text.es) };
  return both.en ? both : null;
}

function inBoth({ en, es }: Voices, words: (speaker: Voices['en']) => string): Said {
  return { en: words(en), es: words(es) };
}

function named(words: Said) {
  return { name: words.en, x_hartford_es: { name: words.es } };
}

function organizationOf({ organization }: Listing): HsdsOrganization {
  const { id, name, description, website } = organization;
  return {
    id: uuidOf('organization', id),
    name: name.text.en,
    description: description.en,
    ...(website ? { website } : {}),
    x_hartford_es: { name: name.text.es, description: description.es },
  };
}

function phoneOf(phone: Phone, path: readonly string[], voices: Voices): HsdsPhone {
  const { href, type, extension, languages, label, confirmed } = phone;
  const digits = Number(extension);
  const words = [
    ...(label ? [saidText(label)] : []),
    ...(extension ? [inBoth(voices, ({ t }) => t('listing.phone.extension', { extension }))] : []),
    ...(confirmed ? [] : [inBoth(voices, ({ t }) => t('unconfirmed'))]),
  ];
  const description =
    words.length > 0
      ? { en: words.map(({ en }) => en).join('. '), es: words.map(({ es }) => es).join('. ') }
      : null;
  return {
    id: uuidOf(...path),
    // What a tap dials, without its scheme.
    number: href.replace(/^[a-z]+:/, ''),
    type,
    // A number to the specification, which would lose the noughts at its start.
    ...(extension && String(digits) === extension ? { extension: digits } : {}),
    ...fieldsOf({ description }),
    ...(languages.length > 0 ? { languages: languages.map((code) => languageOf(code, path, voices)) } : {}),
    ...(confirmed ? {} : { x_hartford_unconfirmed: true }),
  };
}

function languageOf(code: string, path: readonly string[], voices: Voices): HsdsLanguage {
  return {
    id: uuidOf(...path, 'language', code),
    code,
    ...named(inBoth(voices, ({ locale }) => languageInWords(code, locale))),
  };
}

function locationOf({ id, name, address }: Listing, pages: Pages, voices: Voices): HsdsLocation | null {
  // A place whose address is withheld is nowhere.
  if (address === null || address === 'withheld') return null;
  const { street, city, state, zip, confirmed } = address;
  const doubt = confirmed ? null : inBoth(voices, ({ t }) => t('unconfirmed'));
  const accessibility = factIn(pages, voices, 'listing.accessibility');
  const { description, x_hartford_es: spanish } = fieldsOf({ description: doubt });
  return {
    id: uuidOf('service', id, 'location'),
    location_type: 'physical',
    name: name.text.en,
    ...(description ? { description } : {}),
    x_hartford_es: { name: name.text.es, ...spanish },
    addresses: [
      {
        id: uuidOf('service', id, 'address'),
        address_1: street,
        city,
        state_province: state,
        postal_code: zip ?? '',
        country: 'US',
        address_type: 'physical',
      },
    ],
    accessibility: accessibility
      ? [
          {
            id: uuidOf('service', id, 'accessibility'),
            description: accessibility.en,
            x_hartford_es: { description: accessibility.es },
          },
        ]
      : [],
    ...(confirmed ? {} : { x_hartford_unconfirmed: true }),
  };
}

/** The sections of the guide are the terms of its taxonomy. */
export function termOf({ id, homeLabel, summary }: Section): HsdsTaxonomyTerm {
  return {
    id: uuidOf('taxonomy', 'section', id),
    code: id,
    name: homeLabel.en,
    description: summary.en,
    taxonomy: TAXONOMY,
    taxonomy_id: uuidOf('taxonomy'),
    language: 'en',
    x_hartford_es: { name: homeLabel.es, description: summary.es },
  };
}

const TAXONOMY = 'Sections of the guide';

/**
 * The last day on which its check can be relied on. What nobody has checked lasts as long after its sources were read
 * for the last time.
 */
function lastDayOf({ checked, sources }: Listing, { checkEvery }: Section): string {
  if (checked) return daysAfter(checked.agedFrom, -1);
  const read = sources.map(({ accessed }) => accessed).sort();
  return daysAfter(agedFrom(read.at(-1) ?? '', checkEvery ?? 0), -1);
}
