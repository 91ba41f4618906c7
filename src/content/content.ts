import type { z } from 'zod';
import type { about, alerts, guide, organizations, section, site } from './schema.ts';

/** What one file says. Its `id` is its name without `.yaml`. */
export type Sourced<Value> = { id: string; file: string; value: Value };

/** Everything the content folder says, checked. */
export type Content = {
  site: Sourced<z.infer<typeof site>>;
  about: Sourced<z.infer<typeof about>>;
  organizations: Sourced<z.infer<typeof organizations>>;
  alerts: Sourced<z.infer<typeof alerts>>;
  sections: ReadonlyMap<string, Sourced<z.infer<typeof section>>>;
  guides: ReadonlyMap<string, Sourced<z.infer<typeof guide>>>;
};
