import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';

const { app } = await openGuide();

const PAGES: readonly { address: string; says: [string, RegExp][] }[] = [
  {
    address: '/en/using-this-guide/',
    says: [
      ['“Leave now” does not erase the history', /Leave now.*does not erase the history/],
      [
        'Back can show what was read before',
        /Back and Forward buttons can still show other pages of this guide that you opened/,
      ],
      [
        'what is different without script',
        /blocks JavaScript.*plain link.*Shift does nothing.*Back shows it again/,
      ],
      ['Shift three times', /press Shift three times/],
      ['calls stay in the list of calls', /911 or 211 also shows in the list of calls/],
      ['programs that watch the screen', /secret program.*private window does not stop it/],
      ['what a slow page shows', /its address stays at the top.*Do not reload/],
      ['the line of the page that was left', /the line of the weather page that came after it/],
      ['what is out of reach after two fingers', /bigger with two fingers/],
      ['shared accounts', /shares an account/],
      ['phone bills', /phone bill/],
      ['networks see the name of the site', /network.*name of this site, even in a private window/],
      ['an empty history can be noticed', /empty history can itself be noticed/],
    ],
  },
  {
    address: '/es/como-usar-esta-guia/',
    says: [
      ['“Salir ya” no borra el historial', /Salir ya.*No borra el historial/],
      [
        'Atrás puede mostrar lo anterior',
        /Atrás y Adelante todavía pueden mostrar otras páginas de esta guía que abrió/,
      ],
      [
        'lo que cambia sin programa',
        /bloquea JavaScript.*enlace común.*Shift no hace nada.*la muestra otra vez/,
      ],
      ['Shift tres veces', /tres veces la tecla Shift/],
      ['las llamadas quedan en la lista', /911 o al 211 también se ve en la lista de llamadas/],
      ['programas que vigilan la pantalla', /programa secreto.*ventana privada no lo impide/],
      ['lo que muestra una página lenta', /su dirección sigue arriba.*No la recargue/],
      ['la línea de la página que se dejó', /la línea de la página del clima que vino después/],
      ['lo que pasa al agrandar con dos dedos', /con dos dedos/],
      ['cuentas compartidas', /comparte una cuenta/],
      ['la factura del teléfono', /factura del teléfono/],
      ['las redes ven el nombre del sitio', /red .*nombre de este sitio, también con una ventana privada/],
      ['un historial vacío llama la atención', /historial vacío también llama la atención/],
    ],
  },
];

describe.each(PAGES)('$address', async ({ address, says }) => {
  const $ = load((await request(app).get(address)).text);
  const words = $('main').text().replace(/\s+/g, ' ');

  test.each(says)('says: %s', (_what, sentence) => {
    expect(words).toMatch(sentence);
  });

  test('leads through a visit to a library computer, step by step', () => {
    const steps = $('main .part:has(h2:contains("library"), h2:contains("biblioteca")) .steps > li');
    expect(steps.length).toBeGreaterThanOrEqual(6);
  });

  test('says in its address and title nothing that would be noticed', () => {
    expect(`${address} ${$('title').text()}`).not.toMatch(
      /safe|segur|violen|abus|hide|ocult|watch|vigil|privac|leave|salir|history|historial/i,
    );
  });

  test('gives no number but those that everyone knows', () => {
    const numbers = $('main a[href^="tel:"], main a[href^="sms:"]')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(new Set(numbers)).toEqual(new Set(['tel:911', 'tel:211']));
  });
});
