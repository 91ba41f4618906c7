import type { RequestHandler } from 'express';
import { createInstance } from 'i18next';
import { handle, LanguageDetector } from 'i18next-http-middleware';
import type { Site } from '../site.ts';

/** Asks a browser which of the site's languages it wants (RFC 9110, Accept-Language); made anew when an edition brings others. */
export function languageChooser(site: Site): RequestHandler {
  let languages: readonly string[] = [];
  let choose: RequestHandler;
  return (request, response, next) => {
    if (site.edition.languages.join() !== languages.join()) {
      languages = site.edition.languages;
      choose = handle(chooserOf(languages));
    }
    choose(request, response, next);
  };
}

function chooserOf(languages: readonly string[]) {
  const i18n = createInstance();
  i18n.use(LanguageDetector).init({
    supportedLngs: [...languages],
    fallbackLng: 'en',
    // The tags as addresses write them.
    cleanCode: true,
    lowerCaseLng: true,
    resources: {},
    initAsync: false,
    detection: {
      order: ['header'],
      caches: false,
      // es-MX is Spanish to us.
      convertDetectedLanguage: (tag: string) => {
        const wish = tag.toLowerCase();
        const first = ([part]: string[]) => part;
        const isAkin = (one: string) => first(one.split('-')) === first(wish.split('-'));
        return languages.find((one) => one === wish) ?? languages.find(isAkin) ?? wish;
      },
    },
  });
  return i18n;
}
