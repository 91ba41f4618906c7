/** The same page in every language: where it stands, by the tag of the language. */
export type Twins = readonly { tag: string; href: string }[];

/**
 * What there is to read, for search engines (https://www.sitemaps.org/protocol.html), with the other languages of each
 * page beside it.
 * @param pages whole addresses
 */
export function sitemapOf(pages: readonly Twins[]): string {
  const urls = pages.flatMap((twins) => {
    const links = twins.map(
      ({ tag, href }) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${inXml(href)}"/>`,
    );
    return twins.map(({ href }) => `<url><loc>${inXml(href)}</loc>${links.join('')}</url>`);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}

/**
 * What programs may read (RFC 9309): everything. Answers to searches say themselves that nobody should keep them.
 * @param sitemap a whole address; null when nobody said where the site stands
 */
export function robotsOf(sitemap: string | null): string {
  return ['User-agent: *', 'Allow: /', ...(sitemap ? [`Sitemap: ${sitemap}`] : []), ''].join('\n');
}

function inXml(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
