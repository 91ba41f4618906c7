import type { Weekday } from '../model/listing.ts';
import type { Language } from './language.ts';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `2026` → `2026`; `2026-05` → `May 2026`; `2026-05-31` → `May 31, 2026`. */
export function dateInWords(date: string, locale: Pick<Language, 'dates'>): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  const parts = day ? 'day' : month ? 'month' : 'year';
  return formatOf(locale, parts).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}

/** Minutes after midnight → `9:00 AM`, `9:00 a. m.`; both ends of a day are midnight. */
export function timeInWords(minutes: number, locale: Language, midnight: string): string {
  if (minutes === 0 || minutes === 24 * 60) return midnight;
  return formatOf(locale, 'time').format(minutes * 60_000);
}

/** `['mon', 'tue', 'wed', 'fri']` → `Monday to Wednesday, Friday`, with `to` in the language of the page. */
export function daysInWords(
  days: readonly Weekday[],
  locale: Language,
  range: (from: string, to: string) => string,
): string {
  const positions = [...new Set(days)].map((day) => WEEKDAYS.indexOf(day)).sort((one, other) => one - other);
  const stretches: { from: number; to: number }[] = [];
  for (const position of positions) {
    const last = stretches.at(-1);
    if (last && last.to === position - 1) last.to = position;
    else stretches.push({ from: position, to: position });
  }
  return stretches
    .flatMap(({ from, to }) => {
      if (from === to) return [dayName(from, locale)];
      if (to === from + 1) return [dayName(from, locale), dayName(to, locale)];
      return [range(dayName(from, locale), dayName(to, locale))];
    })
    .join(', ');
}

/** `es` → `Spanish`, `español`. */
export function languageInWords(code: string, locale: Language): string {
  return new Intl.DisplayNames(locale.dates, { type: 'language' }).of(code) ?? code;
}

/** `2026-11-30` → `Monday` and `November 30`; the year is near. */
export function weekdayInWords(day: string, locale: Language): { weekday: string; date: string } {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const moment = Date.UTC(year, month - 1, dayOfMonth);
  return {
    weekday: formatOf(locale, 'weekday').format(moment),
    date: formatOf(locale, 'near').format(moment),
  };
}

function dayName(position: number, locale: Language): string {
  // 5 January 1970 was a Monday.
  return formatOf(locale, 'weekday').format(Date.UTC(1970, 0, 5 + position));
}

const PARTS = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  near: { month: 'long', day: 'numeric' },
  weekday: { weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// A format takes a hundred times as long to make as to use, and making them was a third of printing.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf({ dates }: Pick<Language, 'dates'>, parts: keyof typeof PARTS): Intl.DateTimeFormat {
  const key = `${dates} ${parts}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(dates, { timeZone: 'UTC', ...PARTS[parts] });
  formats.set(key, format);
  return format;
}
