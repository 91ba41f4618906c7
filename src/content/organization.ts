import { z } from 'zod';
import { both } from './bilingual.ts';
import { id, name, text, url } from './fields.ts';

/** Somebody who offers services; a listing names one by its id. */
export const organization = z.strictObject({
  id: id.describe(
    both(
      'A name for links. It never changes once published.',
      'Un nombre para los enlaces. No cambia nunca después de publicarse.',
    ),
  ),
  name: name.describe(both('The full name.', 'El nombre completo.')),
  description: text.describe(both('Who they are, in one sentence.', 'Quiénes son, en una frase.')),
  website: url.optional().describe(both('Their own page.', 'Su propia página.')),
});

export type OrganizationSource = z.infer<typeof organization>;
