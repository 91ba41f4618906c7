import { load } from 'cheerio';

/** What a page may do in a browser; everything else in it is read and no more. */
export type Powers = {
  scripts: readonly string[];
  styles: readonly string[];
  /** Where its forms send. */
  forms: readonly string[];
};

const FORBIDDEN =
  'iframe, frame, object, embed, applet, base, meta[http-equiv], portal, template, math, link[rel=import]';
const SCHEMES = /^(?:\/(?![/\\])|#|https?:\/\/|tel:|sms:|data:image\/svg\+xml[,;])/;

/** What the page can do, as a browser reads it, and every way in which it could do something else. */
export function powersOf(html: string): { powers: Powers; dangers: readonly string[] } {
  const $ = load(html);
  const dangers: string[] = [];
  for (const element of $('*').toArray()) {
    if (element.type !== 'tag' && element.type !== 'script' && element.type !== 'style') continue;
    for (const [name, value] of Object.entries(element.attribs)) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc')
        dangers.push(`<${element.name} ${name}>`);
      const isAddress = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(
        name,
      );
      if (isAddress && !SCHEMES.test(value))
        dangers.push(`<${element.name} ${name}="${value.slice(0, 60)}">`);
    }
  }
  for (const element of $(FORBIDDEN).toArray()) dangers.push(`<${'name' in element ? element.name : '?'}>`);
  if ($('script[src]').length > 0) dangers.push('a script from elsewhere');
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $(element).text());
  return {
    powers: {
      scripts: texts('script'),
      styles: texts('style'),
      forms: $('form')
        .toArray()
        .map((form) => String($(form).attr('action'))),
    },
    dangers,
  };
}

/** The page without what the fields of a search hold: an answer may repeat it there and nowhere else. */
export function withoutTyped(html: string): string {
  const $ = load(html);
  $('input[name=q]').removeAttr('value');
  return $.html();
}
