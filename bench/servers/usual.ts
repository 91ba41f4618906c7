import { readdirSync, readFileSync } from 'node:fs';
import compression from 'compression';
import express from 'express';
import helmet from 'helmet';
import i18next from 'i18next';
import { handle, LanguageDetector } from 'i18next-http-middleware';
import { load } from 'js-yaml';

/**
 * What a bilingual Express site usually is, written as its packages' own documentation shows it, and for production:
 * content in memory, templates compiled once, and everything else for each request.
 *
 *     NODE_ENV=production node usual.js PORT
 */
type Listing = { id: string; name: string | Record<string, string> };

const LISTINGS = 20;
const read = (file: string) => readFileSync(file, 'utf8');
const listings = readdirSync('content/sections')
  .flatMap((file) => (load(read(`content/sections/${file}`)) as { listings?: Listing[] }).listings ?? [])
  .slice(0, LISTINGS);
const style = read('public/style.css') + read('public/frame.css');
const scripts = [read('public/exit.js'), read('public/search.js')];

await i18next.use(LanguageDetector).init({
  preload: ['en', 'es'],
  supportedLngs: ['en', 'es'],
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  detection: { order: ['path', 'header'], lookupFromPathIndex: 0, caches: false },
  resources: {
    en: { translation: JSON.parse(read('locales/en.json')) },
    es: { translation: JSON.parse(read('locales/es.json')) },
  },
});

const app = express();
app.set('view engine', 'ejs');
app.set('views', 'bench/servers/views');
app.use(
  helmet({
    contentSecurityPolicy: {
      directives: { 'style-src': ["'self'", "'unsafe-inline'"], 'script-src': ["'self'", "'unsafe-inline'"] },
    },
  }),
);
app.use(compression());
app.use(handle(i18next));
app.get('/:language/places', (request, response) => {
  const { t, language } = request;
  const say = (text: string | Record<string, string> | undefined) =>
    typeof text === 'object' ? (text[language] ?? '') : (text ?? '');
  response.render('places', { t, language, say, listings, style, scripts });
});
app.listen(Number(process.argv[2]), '127.0.0.1');
