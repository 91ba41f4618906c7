import { describe, expect, test } from 'vitest';
import { openTown } from '../town.ts';
import { MARK } from './hostile-words.ts';
import { knownMarkup } from './known-markup.ts';
import { faultsOf } from './page-faults.ts';

const { site } = await openTown();
const page = site.edition.pages.get('/en/food/')?.bytes.identity.toString() ?? '';
const known = await knownMarkup(site.edition);

test('no page of the town has a fault', () => {
  for (const [address, { bytes }] of site.edition.pages)
    expect(faultsOf(bytes.identity.toString(), known, []), address).toEqual([]);
});

describe('seen on a page', () => {
  test.each([
    ['a script', '<script>x()</script>', 'scripts'],
    ['a script of another site', '<script src="https://example.org/x.js"></script>', 'src='],
    ['a style', '<style>p { display: none }</style>', 'styles'],
    ['a handler', '<p onclick="x()">words</p>', 'onclick='],
    ['a style of one element', '<p style="position: fixed">words</p>', 'style='],
    ['an address that is a script', '<a href="javascript:x()">words</a>', 'href="javascript:x()"'],
    ['such an address with a blank in front', '<a href=" javascript:x()">words</a>', 'javascript:x()'],
    ['an address that is a page of its own', '<a href="data:text/html,x">words</a>', 'href="data:'],
    ['an address of whatever site', '<a href="//example.org/">words</a>', 'href="//example.org/"'],
    ['a password in an address', '<a href="https://a@example.org/">words</a>', 'href="https://a@'],
    ['a frame', '<iframe srcdoc="x"></iframe>', 'iframe'],
    ['another base', '<base href="/en/">', 'base'],
    ['a page that moves on by itself', '<meta http-equiv="refresh" content="0">', 'http-equiv='],
    ['a form of another kind', '<form method="get" action="/en/search/"></form>', 'method="get"'],
    ['a form to another place', '<form method="post" action="/en/food/"></form>', 'action="/en/food/"'],
    ['words in a field', '<input name="q" value="x">', 'value="x"'],
    [
      'other words to search than the button says',
      '<input name="q" value="x"><button>y</button>',
      'value="x"',
    ],
    ['a comment', '<!-- x -->', 'comment'],
    ['an element that we do not use', '<marquee>words</marquee>', 'marquee'],
    ['a broken sign', '<p>\ufffd</p>', 'broken'],
    ['words of which a part is lost', `<p>${MARK} and</p>`, 'a part of the words'],
    ['an attribute of which a part is lost', `<p aria-label="${MARK} and">x</p>`, 'a part of the words'],
  ])('%s', (_what, harm, words) => {
    const harmed = page.replace('<main id="content"', () => `${harm}<main id="content"`);
    expect(harmed).not.toBe(page);
    expect(faultsOf(harmed, known, [`${MARK} and more`]).join('\n')).toContain(words);
  });
});

test('words that stand there whole are no fault, also around a number that became a link', () => {
  const words = `${MARK} "onclick=(312) 555-0101 <`;
  const shown = `<p>${MARK} &quot;onclick=<a href="tel:+13125550101">(312) 555-0101</a> &lt;</p>`;
  expect(
    faultsOf(
      page.replace('</main>', () => `${shown}</main>`),
      known,
      [words],
    ),
  ).toEqual([]);
});
