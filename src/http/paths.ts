import { webAddressOf } from '../content/web-address.ts';

/** A request target without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/**
 * A request target as a path: a proxy may send the whole address (RFC 9112, section 3.2.2). What holds no path is the
 * address of nothing.
 */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const address = webAddressOf(target);
  return address?.pathname.startsWith('/') ? `${address.pathname}${address.search}` : '/*';
}

/** `/EN/Health` → `/en/health/`: what somebody who copies an address from paper meant. */
export function tidied(path: string): string {
  return `${named(path)}/`;
}

/** `/SITEMAP.XML/` → `/sitemap.xml`: the same for what is named like a file. */
export function named(path: string): string {
  let name = path.toLowerCase();
  while (name.endsWith('/')) name = name.slice(0, -1);
  return name;
}
