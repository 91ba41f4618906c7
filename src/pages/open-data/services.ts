import type { Directory } from '../../model/directory.ts';
import { known } from '../../model/known.ts';
import type { Listing } from '../../model/listing.ts';
import type { Section } from '../../model/page.ts';
import { idOfService, serviceOf } from './hsds.ts';
import type { HsdsService } from './hsds-types.ts';
import type { Voices } from './said.ts';

/** A page of services, as the specification's API has it (https://docs.openreferral.org/, “API Reference”). */
export type ServicesPage = {
  total_items: number;
  total_pages: number;
  page_number: number;
  /** How many are on this page. */
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: readonly HsdsService[];
};

/** Every service of the guide, made when it is asked for. */
export type Services = {
  ids: () => readonly string[];
  has: (id: string) => boolean;
  service: (id: string) => HsdsService;
  /**
   * @param number from 1
   * @param size how many services at most
   */
  page: (number: number, size: number) => ServicesPage;
};

export function servicesOf({ sections }: Directory, voices: Voices): Services {
  let made: ReturnType<typeof placesIn> | undefined;
  // Thousands of ids are only worth making when somebody asks for the first one.
  const places = () => {
    made ??= placesIn(sections);
    return made;
  };
  const service = (id: string) => {
    const { listing, section } = known(places(), id);
    return serviceOf(listing, section, voices);
  };
  return {
    ids: () => [...places().keys()],
    has: (id) => places().has(id),
    service,
    page: (number, size) => {
      const ids = [...places().keys()];
      const some = ids.slice((number - 1) * size, number * size);
      const pages = Math.ceil(ids.length / size);
      return {
        total_items: ids.length,
        total_pages: pages,
        page_number: number,
        size: some.length,
        first_page: number === 1,
        last_page: number === pages,
        empty: some.length === 0,
        contents: some.map(service),
      };
    },
  };
}

function placesIn(sections: Directory['sections']) {
  const places = new Map<string, { listing: Listing; section: Section }>();
  for (const section of sections) {
    for (const listing of section.all) places.set(idOfService(listing.id), { listing, section });
  }
  return places;
}
