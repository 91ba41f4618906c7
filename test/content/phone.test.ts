import { describe, expect, test } from 'vitest';
import { dialable, isPhoneNumber, phonesIn } from '../../src/content/phone.ts';

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

describe('is no number to print', () => {
  test.each([
    ['with an extension in it', '860-550-7500 ext. 12'],
    ['of another country', '+44 20 7946 0000'],
    ['of Canada', '(416) 555-0123'],
    ['that costs money', '1-900-555-0123'],
    ['in the middle of words', 'call 860-550-7500 now'],
    ['that no area has', '(123) 456-7890'],
  ])('a number %s: %s', (_what, written) => {
    expect(isPhoneNumber(written)).toBe(false);
  });
});

test('a number inside a longer one is not dialled on its own', () => {
  expect(phonesIn('Call 1-800-211-3110 or (860) 311-9110.')).toHaveLength(2);
});

describe('in a sentence', () => {
  test.each([
    ['Call 211 or (860) 757-9311.', ['tel:211', 'tel:+18607579311']],
    ['If 911, then 911!', ['tel:911', 'tel:911']],
    ['Call 211 or text 311 (free).', ['tel:211', 'tel:311']],
    ['Marque 211, y después 311.', ['tel:211', 'tel:311']],
    ['Call (860) 757-9311 ext. 42.', ['tel:+18607579311;ext=42']],
    ['In London +44 20 7946 0000, here 311.', ['tel:311']],
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
    'Go to 211 Main Street.',
    'It stands at 311 N. Elm Ave.',
    'Public Act 211 and Ley Pública 311',
    'About 211,000 people, or 1,211.',
    'Under section 311(a) or sección 211',
    'Suite 311, Hartford',
  ])('“%s” dials nothing', (sentence) => {
    expect(phonesIn(sentence)).toEqual([]);
  });
});
