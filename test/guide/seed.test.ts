import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';

const { app } = await openGuide();

async function mainOf(address: string): Promise<string> {
  const $ = load((await request(app).get(address)).text);
  return $('main').text().replace(/\s+/g, ' ');
}

// Every item of the guide of 2017 that this one grew from, and what a reader finds in its place.
const items: [item: string, english: [string, RegExp], spanish: [string, RegExp]][] = [
  [
    'services for all residents',
    ['/en/', /all Hartford residents.*undocumented/],
    ['/es/', /todas las personas que viven en Hartford.*indocumentadas/],
  ],
  [
    'who asks about status',
    ['/en/', /do not ask about immigration status/],
    ['/es/', /no pregunta por el estatus migratorio/],
  ],
  [
    'non-discrimination',
    ['/en/', /sexual orientation, gender, marital status/],
    ['/es/', /orientación sexual, género, estado civil/],
  ],
  [
    'Connecticut Students for a Dream',
    ['/en/organizations/', /Connecticut Students for a Dream/],
    ['/es/organizaciones/', /Connecticut Students for a Dream/],
  ],
  [
    'Connecticut Immigrant Rights Alliance',
    ['/en/organizations/', /Connecticut Immigrant Rights Alliance/],
    ['/es/organizaciones/', /Connecticut Immigrant Rights Alliance/],
  ],
  [
    'Center for Latino Progress',
    ['/en/organizations/', /Center for Latino Progress.*\(860\) 247-3227/],
    ['/es/organizaciones/', /Center for Latino Progress.*\(860\) 247-3227/],
  ],
  [
    'Commission on Refugee and Immigrant Affairs',
    ['/en/organizations/', /Commission on Refugee and Immigrant Affairs/],
    ['/es/organizaciones/', /Comisión de Asuntos de (los )?Refugiados e Inmigrantes/i],
  ],
  ['Hartford’s rule', ['/en/public-safety/', /2008/], ['/es/seguridad-publica/', /2008/]],
  [
    'the Trust Act as it stands',
    ['/en/public-safety/', /Trust Act.*2025/],
    ['/es/seguridad-publica/', /Ley de Confianza \(Trust Act\).*2025/],
  ],
  [
    'identification and its exceptions',
    ['/en/public-safety/', /license, registration/i],
    ['/es/seguridad-publica/', /licencia/],
  ],
  [
    'administrative warrants',
    ['/en/public-safety/', /administrative warrant/i],
    ['/es/seguridad-publica/', /orden administrativa/i],
  ],
  [
    'find someone detained',
    ['/en/find-someone/', /locator\.ice\.gov.*1-888-351-4024/],
    ['/es/buscar-a-alguien/', /locator\.ice\.gov.*1-888-351-4024/],
  ],
  ['if ICE arrests you', ['/en/if-it-is-you/', /Do not sign/], ['/es/si-es-usted/', /No firme/]],
  ['if ICE arrests someone you love', ['/en/for-family/', /lawyer/], ['/es/para-la-familia/', /abogado/]],
  [
    'if ICE stops you in public or at work',
    ['/en/out-and-at-work/', /Am I free to go\?/],
    ['/es/en-la-calle-y-el-trabajo/', /¿Puedo irme\?/],
  ],
  [
    'if ICE comes to your home',
    ['/en/at-home/', /Who signs it.*I-200.*I-205/],
    ['/es/en-casa/', /Quién la firma.*I-200.*I-205/],
  ],
  [
    'the caveat on final orders',
    ['/en/at-home/', /see an immigration lawyer now.*final order of removal/],
    ['/es/en-casa/', /hable ahora con un abogado.*orden final de expulsión/],
  ],
  [
    'Charter Oak Health Center',
    ['/en/health/', /Charter Oak Health Center.*\(860\) 550-7500/],
    ['/es/salud/', /\(860\) 550-7500/],
  ],
  [
    'Community Health Services',
    ['/en/health/', /Community Health Services.*?Not confirmed yet: call first.*\(860\) 249-9625/],
    ['/es/salud/', /Community Health Services.*?Sin confirmar todavía: llame antes.*\(860\) 249-9625/],
  ],
  [
    'Planned Parenthood',
    ['/en/health/', /Planned Parenthood.*?Not confirmed yet: call first.*\(860\) 728-0203/],
    ['/es/salud/', /Planned Parenthood.*?Sin confirmar todavía: llame antes.*\(860\) 728-0203/],
  ],
  [
    'health care whatever the status',
    ['/en/health/', /can I get health care or insurance\?/],
    ['/es/salud/', /¿.*(atención médica|seguro).*\?/],
  ],
  [
    'city services for everyone',
    ['/en/city-services/', /\(860\) 757-9311/],
    ['/es/servicios-de-la-ciudad/', /\(860\) 757-9311/],
  ],
  [
    'who may give legal advice',
    ['/en/legal-help/', /accredited representative/i],
    ['/es/ayuda-legal/', /representante(s)? acreditado/i],
  ],
  ['the warning about notaries', ['/en/legal-help/', /notario/], ['/es/ayuda-legal/', /notario/]],
  [
    'The American Place',
    ['/en/legal-help/', /The American Place.*\(860\) 695-6334/],
    ['/es/ayuda-legal/', /The American Place.*\(860\) 695-6334/],
  ],
  ['discrimination', ['/en/fair-treatment/', /\(860\) 541-3400/], ['/es/trato-justo/', /\(860\) 541-3400/]],
  [
    'hate crimes',
    ['/en/fair-treatment/', /hate crime/i],
    ['/es/trato-justo/', /(crimen|delito)(es)? de odio|crímenes de odio/i],
  ],
  ['211', ['/en/food-shelter/', /211/], ['/es/comida-y-techo/', /211/]],
  [
    'Catholic Charities',
    ['/en/food-shelter/', /Catholic Charities.*1-888-405-1183/],
    ['/es/comida-y-techo/', /1-888-405-1183/],
  ],
  [
    'Interval House',
    ['/en/food-shelter/', /1-888-774-2900.*Interval House/],
    ['/es/comida-y-techo/', /1-888-774-2900.*Interval House/],
  ],
  [
    'plan ahead',
    ['/en/plan-ahead/', /Family Preparedness Plan.*standby guardian/i],
    ['/es/plan-familiar/', /tutor legal de reserva/],
  ],
  [
    'reporting a mistake',
    ['/en/about/', /Found a mistake\?.*311/],
    ['/es/acerca-de/', /¿Encontró un error\?.*311/],
  ],
];

describe.each(items)('%s', (_item, english, spanish) => {
  test.each([english, spanish])('stands on %s', async (address, words) => {
    expect(await mainOf(address)).toMatch(words);
  });
});

test('the home of Interval House and its outdated number are nowhere', async () => {
  for (const address of ['/en/food-shelter/', '/es/comida-y-techo/']) {
    const $ = load((await request(app).get(address)).text);
    const listing = $('#interval-house');
    expect(listing.text()).toMatch(/address is kept private|dirección no se publica/);
    expect($.html()).not.toContain('527-0550');
  }
});

test('the comment box, the account link and the old personal address are nowhere', async () => {
  for (const address of ['/en/about/', '/es/acerca-de/', '/en/']) {
    const $ = load((await request(app).get(address)).text);
    expect($.html()).not.toMatch(/jason|hartford\.gov|mailto:/i);
  }
});
