import { pathOf } from './paths.ts';

const MOST_SERVICES = 100;

/** Which of the services are asked for: `?page=2&per_page=50`; null when that makes no sense. */
export function partOf(url: string): { page: number; size: number } | null {
  const asked = new URLSearchParams(url.slice(pathOf(url).length));
  const [page = Number.NaN, size = Number.NaN] = [
    asked.get('page') ?? '1',
    asked.get('per_page') ?? '25',
  ].map((number) => (/^[1-9]\d{0,5}$/.test(number) ? Number(number) : Number.NaN));
  return page > 0 && size <= MOST_SERVICES ? { page, size } : null;
}
