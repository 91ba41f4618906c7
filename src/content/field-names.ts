import type { Locale, Text } from '../locale.ts';
import type { Path } from './place.ts';

/**
 * A place in a file in the editor's words: `listing “elm-pantry” › phone 1 › number`.
 * @param root the whole value of the file, to call listings by their id
 */
export function fieldInWords(path: Path, root: unknown): Text | null {
  if (path.length === 0) return null;
  return { en: wordsIn('en', path, root), es: wordsIn('es', path, root) };
}

function wordsIn(locale: Locale, path: Path, root: unknown): string {
  const steps: string[] = [];
  let value = root;
  for (const key of path) {
    value = childOf(value, key);
    if (typeof key === 'number') {
      const list = steps.pop() ?? '';
      const id = childOf(value, 'id');
      steps.push(`${list} ${typeof id === 'string' ? `“${id}”` : key + 1}`);
    } else {
      const name = Object.hasOwn(NAMES, key) ? NAMES[String(key)] : undefined;
      steps.push(name ? name[locale] : String(key) || '“”');
    }
  }
  return steps.join(' › ');
}

/** What a value holds under a key, or undefined. */
export function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** Every field an editor may write, in words; a list is called by what one item of it is. */
export const NAMES: Readonly<Record<string, Text>> = {
  accessed: { en: 'date read', es: 'fecha de lectura' },
  accessibility: { en: 'access', es: 'accesibilidad' },
  action: { en: 'what to do', es: 'qué hacer' },
  address: { en: 'address', es: 'dirección' },
  alerts: { en: 'alert', es: 'aviso' },
  alike: { en: 'words alike', es: 'palabras parecidas' },
  always_open: { en: 'always open', es: 'siempre abierto' },
  blocks: { en: 'piece', es: 'pieza' },
  by: { en: 'by whom', es: 'por quién' },
  by_appointment: { en: 'by appointment', es: 'con cita' },
  caption: { en: 'caption', es: 'título de la tabla' },
  card: { en: 'wallet card', es: 'tarjeta' },
  cells: { en: 'cell', es: 'celda' },
  check_every: { en: 'check every … days', es: 'revisar cada … días' },
  caution: { en: 'caution', es: 'cuidado' },
  checked: { en: 'checked', es: 'revisión' },
  checks: { en: 'check', es: 'prueba' },
  city: { en: 'city', es: 'ciudad' },
  closed: { en: 'closed', es: 'cerrado' },
  closes: { en: 'closing time', es: 'hora de cierre' },
  columns: { en: 'column', es: 'columna' },
  confirmed: { en: 'stamp', es: 'sello' },
  copies: { en: 'copies', es: 'copias' },
  core: { en: 'core', es: 'parte esencial' },
  corrections: { en: 'corrections', es: 'correcciones' },
  danger: { en: 'words of danger', es: 'palabras de peligro' },
  data_license: { en: 'license of the data', es: 'licencia de los datos' },
  dates: { en: 'dates', es: 'fechas' },
  days: { en: 'days', es: 'días' },
  description: { en: 'description', es: 'descripción' },
  direction: { en: 'direction', es: 'sentido' },
  do: { en: 'do', es: 'haga' },
  do_not: { en: 'do not', es: 'no haga' },
  door: { en: 'door sheet', es: 'hoja para la puerta' },
  drawing: { en: 'drawing', es: 'ilustración' },
  eligibility: { en: 'who can go', es: 'quién puede ir' },
  email: { en: 'e-mail', es: 'correo electrónico' },
  emergency: { en: 'emergency number', es: 'número de emergencia' },
  en: { en: 'English', es: 'inglés' },
  ends: { en: 'last day', es: 'último día' },
  es: { en: 'Spanish', es: 'español' },
  exceptions: { en: 'exception', es: 'excepción' },
  exit: { en: 'exit', es: 'salida' },
  extension: { en: 'extension', es: 'extensión' },
  fees: { en: 'cost', es: 'costo' },
  foreign_words: { en: 'foreign words', es: 'palabras extranjeras' },
  groups: { en: 'group', es: 'grupo' },
  heading: { en: 'heading', es: 'título' },
  held_by: { en: 'test', es: 'prueba del programa' },
  holidays: { en: 'holiday', es: 'feriado' },
  home_label: { en: 'label on the home page', es: 'nombre en la página de inicio' },
  how: { en: 'how', es: 'cómo' },
  icon: { en: 'icon', es: 'dibujo' },
  id: { en: 'id', es: 'identificador' },
  independence: { en: 'independence', es: 'independencia' },
  instead: { en: 'instead', es: 'en su lugar' },
  interpretation: { en: 'interpreters', es: 'intérpretes' },
  jurisdiction: { en: 'whose law', es: 'de quién es la ley' },
  keep: { en: 'where to keep it', es: 'dónde guardarla' },
  label: { en: 'label', es: 'etiqueta' },
  language: { en: 'language', es: 'idioma' },
  languages: { en: 'languages', es: 'idiomas' },
  law_as_of: { en: 'law as of', es: 'ley vigente en' },
  lines: { en: 'line', es: 'línea' },
  links: { en: 'link', es: 'enlace' },
  list: { en: 'list, line', es: 'lista, línea' },
  listing: { en: 'listing', es: 'lugar' },
  listings: { en: 'listing', es: 'lugar' },
  means: { en: 'what it means', es: 'qué significa' },
  name: { en: 'name', es: 'nombre' },
  no_contact: { en: 'no contact', es: 'sin contacto' },
  note: { en: 'note', es: 'nota' },
  notes: { en: 'note', es: 'nota' },
  number: { en: 'number', es: 'número' },
  of: { en: 'whose holiday', es: 'feriado de' },
  officer: { en: 'officer’s side, line', es: 'lado del agente, línea' },
  officers: { en: 'words for officers', es: 'palabras para agentes' },
  on: { en: 'day', es: 'día' },
  opens: { en: 'opening time', es: 'hora de apertura' },
  organization: { en: 'organization', es: 'organización' },
  organizations: { en: 'organization', es: 'organización' },
  page: { en: 'page', es: 'página' },
  pages: { en: 'page', es: 'página' },
  papers: { en: 'papers', es: 'papeles' },
  paragraphs: { en: 'paragraph', es: 'párrafo' },
  parts: { en: 'part', es: 'parte' },
  phones: { en: 'phone', es: 'teléfono' },
  plan: { en: 'family plan', es: 'plan familiar' },
  published: { en: 'date published', es: 'fecha de publicación' },
  reader: { en: 'reader’s side, line', es: 'lado de quien lee, línea' },
  reason: { en: 'reason', es: 'motivo' },
  required_documents: { en: 'what to bring, line', es: 'qué llevar, línea' },
  retired: { en: 'retired', es: 'retirado' },
  review_by: { en: 'check again by', es: 'revisar otra vez a más tardar el' },
  reviewed: { en: 'reviewed by a lawyer', es: 'revisado por un abogado' },
  rows: { en: 'row', es: 'fila' },
  say: { en: 'say, sentence', es: 'diga, frase' },
  schedule: { en: 'hours', es: 'horario' },
  section: { en: 'section', es: 'sección' },
  sections: { en: 'section', es: 'sección' },
  service_area: { en: 'area', es: 'zona' },
  shared: { en: 'shared', es: 'compartido' },
  sheets: { en: 'paper', es: 'papel' },
  signed: { en: 'who signs', es: 'quién firma' },
  slug: { en: 'web address', es: 'dirección web' },
  sources: { en: 'source', es: 'fuente' },
  starts: { en: 'first day', es: 'primer día' },
  state: { en: 'state', es: 'estado' },
  statement: { en: 'opening statement', es: 'declaración inicial' },
  steps: { en: 'step', es: 'paso' },
  street: { en: 'street', es: 'calle' },
  summary: { en: 'summary', es: 'resumen' },
  tab_title: { en: 'tab title', es: 'título de la pestaña' },
  synonyms: { en: 'synonyms', es: 'sinónimos' },
  table: { en: 'table', es: 'tabla' },
  text: { en: 'text', es: 'texto' },
  title: { en: 'title', es: 'título' },
  type: { en: 'type', es: 'tipo' },
  unconfirmed: { en: 'unconfirmed', es: 'sin confirmar' },
  urgent: { en: 'urgent guide', es: 'guía urgente' },
  url: { en: 'web address', es: 'dirección web' },
  walk_in: { en: 'without an appointment', es: 'sin cita' },
  warning: { en: 'warning', es: 'advertencia' },
  website: { en: 'website', es: 'página web' },
  website_language: { en: 'language of the website', es: 'idioma de la página web' },
  website_unconfirmed: { en: 'website unconfirmed', es: 'página web sin confirmar' },
  weekly: { en: 'weekly hours, line', es: 'horario semanal, línea' },
  window: { en: 'window, line', es: 'ventana, línea' },
  words: { en: 'words on the paper', es: 'palabras del papel' },
  zip: { en: 'ZIP code', es: 'código postal' },
};
