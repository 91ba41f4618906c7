import type { Text } from './locale.ts';

/** What `npm run new` asks and says, in both languages. */
export const SAY = {
  usage: {
    en: 'Write: npm run new -- listing [--lang es] [DIR]',
    es: 'Escriba: npm run new -- listing [--lang es] [CARPETA]',
  },
  section: {
    en: 'Which section does it belong to? Write its number.',
    es: '¿A qué sección pertenece? Escriba su número.',
  },
  checkEvery: {
    en: 'This section has no listings yet. After how many days must they be checked again? (Enter: 90)',
    es: 'Esta sección todavía no tiene lugares. ¿Después de cuántos días hay que revisarlos otra vez? (Enter: 90)',
  },
  organization: {
    en: 'Which organization runs it? Write its number.',
    es: '¿Qué organización lo administra? Escriba su número.',
  },
  newOrganization: { en: 'another one, new in this guide', es: 'otra, nueva en esta guía' },
  organizationName: { en: 'Full name of the organization', es: 'Nombre completo de la organización' },
  description: { en: 'Who they are, in one sentence', es: 'Quiénes son, en una frase' },
  name: { en: 'What people know the place by', es: 'Cómo conoce la gente el lugar' },
  summary: {
    en: 'What a person gets there, in one or two sentences',
    es: 'Qué recibe allí una persona, en una o dos frases',
  },
  inEnglish: { en: ', in English', es: ', en inglés' },
  inSpanish: { en: ', in Spanish', es: ', en español' },
  alsoInSpanish: {
    en: ', in Spanish (Enter: the same proper name)',
    es: ', en español (Enter: el mismo nombre propio)',
  },
  id: (suggested: string): Text => ({
    en: `Id, a name for links that never changes (Enter: ${suggested})`,
    es: `Identificador, un nombre para enlaces que no cambia nunca (Enter: ${suggested})`,
  }),
  taken: (known: string): Text => ({
    en: `“${known}” is already used; choose another`,
    es: `“${known}” ya se usa; elija otro`,
  }),
  phone: { en: 'Phone (Enter: none)', es: 'Teléfono (Enter: ninguno)' },
  nextPhone: { en: 'Another phone (Enter: no more)', es: 'Otro teléfono (Enter: no hay más)' },
  website: { en: 'Website (Enter: none)', es: 'Página web (Enter: ninguna)' },
  street: {
    en: 'Number and street; or the word withheld, if the address must stay secret (Enter: no address)',
    es: 'Número y calle; o la palabra withheld, si la dirección debe quedar en secreto (Enter: sin dirección)',
  },
  city: { en: 'City (Enter: Hartford)', es: 'Ciudad (Enter: Hartford)' },
  zip: { en: 'ZIP code (Enter: not known)', es: 'Código postal (Enter: no se sabe)' },
  hours: {
    en: 'Hours, such as mon-fri 9:00-17:00; or always; or note, to say it in words (Enter: not known)',
    es: 'Horario, por ejemplo lun-vie 9:00-17:00; o siempre; o nota, para decirlo con palabras (Enter: no se sabe)',
  },
  nextHours: { en: 'More hours (Enter: no more)', es: 'Otro horario (Enter: no hay más)' },
  noHours: {
    en: 'write the days and the times like this: mon-fri 9:00-17:00',
    es: 'escriba los días y las horas así: lun-vie 9:00-17:00',
  },
  hoursNote: { en: 'The hours in words', es: 'El horario con palabras' },
  how: {
    en: 'How were these facts checked? Write a number.',
    es: '¿Cómo se revisaron estos datos? Escriba un número.',
  },
  ways: {
    phone: { en: 'by phone', es: 'por teléfono' },
    visit: { en: 'by a visit', es: 'con una visita' },
    'official-page': { en: 'on its official page', es: 'en su página oficial' },
    'published-sources': {
      en: 'in published sources; nobody called',
      es: 'en fuentes publicadas; nadie llamó',
    },
  },
  nobody: { en: 'nobody has checked them yet', es: 'nadie los ha revisado todavía' },
  on: (today: string): Text => ({
    en: `When they were checked (Enter: ${today})`,
    es: `Cuándo se revisaron (Enter: ${today})`,
  }),
  role: {
    en: 'Role of the person who checked, never a name',
    es: 'Puesto de quien los revisó, nunca un nombre',
  },
  source: {
    en: 'Source that you read today: who published it, and what it is called',
    es: 'Fuente que usted leyó hoy: quién la publicó y cómo se llama',
  },
  sourceUrl: {
    en: 'Web address of the source (Enter: none)',
    es: 'Dirección web de la fuente (Enter: ninguna)',
  },
  range: (lowest: number, highest: number): Text => ({
    en: `write a number from ${lowest} to ${highest}`,
    es: `escriba un número entre ${lowest} y ${highest}`,
  }),
  large: {
    en: 'with this listing the file would be larger than 64 KB; first go on in a new file in listings/ (recipe 6 in content/README.md)',
    es: 'con este lugar el archivo tendría más de 64 KB; antes, siga en un archivo nuevo en listings/ (receta 6 en content/README.md)',
  },
  stopped: {
    en: 'You stopped before the end; nothing was written.',
    es: 'Usted se detuvo antes del final; no se escribió nada.',
  },
  nothing: { en: 'Nothing was written.', es: 'No se escribió nada.' },
  written: (path: string): Text => ({
    en: `Written at the end of the listings in ${path}. npm run preview shows what readers will see.`,
    es: `Se escribió al final de los lugares en ${path}. npm run preview muestra lo que verán los lectores.`,
  }),
};
