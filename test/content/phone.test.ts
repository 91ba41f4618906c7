import { describe, expect, test } from 'vitest';
import { dialable, phonesIn } from '../../src/model/phone.ts';

describe('a number', () => {
  test.each([
    ['(860) 550-7500', '(860) 550-7500', 'tel:+18605507500'],
    ['860.550.7500', '(860) 550-7500', 'tel:+18605507500'],
    ['888-774-2900', '1-888-774-2900', 'tel:+18887742900'],
    ['+1 800 453 3320', '1-800-453-3320', 'tel:+18004533320'],
    ['211', '211', 'tel:211'],
    ['911', '911', 'tel:911'],
  ])('written %s is shown as %s and dials %s', (written, display, href) => {
    expect(dialable(written)).toEqual({ display, href });
  });
});

describe('in a sentence', () => {
  test.each([
    ['Call 211 or (860) 757-9311.', ['tel:211', 'tel:+18607579311']],
    ['If 911, then 911!', ['tel:911', 'tel:911']],
    ['1-888-351-4024 answers from 8 am to 8 pm.', ['tel:+18883514024']],
  ])('“%s” dials %j', (sentence, hrefs) => {
    expect(phonesIn(sentence).map(({ href }) => href)).toEqual(hrefs);
  });

  test.each([
    '211ct.org has a list.',
    'It costs $211.',
    'C.G.S. § 45a-624 and § 211.',
    'Room 2119',
    'On May 12, 2025',
    'Form I-205',
  ])('“%s” dials nothing', (sentence) => {
    expect(phonesIn(sentence)).toEqual([]);
  });
});
