import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialable, isPhoneNumber, phonesIn } from '../../src/content/phone.ts';
import { refusals } from './refusals.ts';

describe('a number', () => {
  test.each([
    ['(860) 550-7500', '(860) 550-7500', 'tel:+18605507500', '8 6 0. 5 5 0. 7 5 0 0'],
    ['860.550.7500', '(860) 550-7500', 'tel:+18605507500', '8 6 0. 5 5 0. 7 5 0 0'],
    ['888-774-2900', '1-888-774-2900', 'tel:+18887742900', '1. 8 8 8. 7 7 4. 2 9 0 0'],
    ['+1 800 453 3320', '1-800-453-3320', 'tel:+18004533320', '1. 8 0 0. 4 5 3. 3 3 2 0'],
    ['211', '211', 'tel:211', '2 1 1'],
    ['311', '311', 'tel:311', '3 1 1'],
    ['711', '711', 'tel:711', '7 1 1'],
    ['911', '911', 'tel:911', '9 1 1'],
    ['988', '988', 'tel:988', '9 8 8'],
  ])('written %s is shown as %s, dials %s and is said “%s”', (written, display, href, spoken) => {
    expect(dialable(written)).toEqual({ display, href, spoken });
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
    ['that Europe dials in an emergency', '112'],
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
    ['Deaf people call 711 first.', ['tel:711']],
    ['Llame al 988, o marque 711.', ['tel:988', 'tel:711']],
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
    '988lifeline.org and 711 Main Street',
    'It costs $988, or $7.11.',
  ])('“%s” dials nothing', (sentence) => {
    expect(phonesIn(sentence)).toEqual([]);
  });
});

/** What a text of the invented town is refused for when it says these words in both languages. */
async function saying(words: string): Promise<string> {
  const refused = await refusals(async (folder) => {
    const file = join(folder, 'sections/food.yaml');
    const text = await readFile(file, 'utf8');
    const summary = '{ en: Everything else., es: Todo lo demás. }';
    expect(text).toContain(summary);
    const written = JSON.stringify(words);
    await writeFile(
      file,
      text.replace(summary, () => `{ en: ${written}, es: ${written} }`),
    );
  });
  return refused.join('\n');
}

describe('three digits that a reader would dial for nothing are refused', () => {
  test.each([
    'Call 112.',
    'Call 912 or 311.',
    'Dial 912 for help.',
    'Call 9-1-1.',
    'Marque 9 1 2.',
    'Call the police at 912',
    'Call the police at 912 if there is danger.',
    'Reach the police on 912.',
    'Llame a la policía al 912',
    'Llame a la policía al 912 si hay peligro.',
    '9-1-2 answers day and night.',
    '912 answers day and night.',
    'El 912 contesta siempre.',
  ])('%s', async (words) => {
    expect(await saying(words)).toContain(
      'is not a short number of this guide; write 211, 311, 711, 911 or 988',
    );
  });

  test.each([
    'Call 911.',
    'Call the police at 911.',
    'Llame a la policía al 911.',
    '911 answers day and night.',
    'You may have to call 150 people.',
    'You may have to call 150 or 200 people.',
    'You may have to call 2 or 3 offices.',
    'Tendrá que llamar a 150 personas.',
    'Call the office at 150 Main Street.',
    'Text HOME to 741741.',
    'About 150 answers came in.',
  ])('but not: %s', async (words) => {
    expect(await saying(words)).toBe('');
  });
});

test.each([
  'Ask for case 226-1234.',
  'Your order no. 345-1234 is ready.',
  'Rents go from 250-1000 a month.',
  'Take bus 311 to room 211, apt. 311.',
  'Tome el autobús 311 a la sala 211.',
  'Last year 211 people came, and 311 dollars.',
])('“%s” has no number to call', async (words) => {
  expect(phonesIn(words)).toEqual([]);
  expect(await saying(words)).toBe('');
});

test('a number inside the house is dialled after the number of the house', async () => {
  expect(await saying('Call (312) 555-0101, then dial 245 for the nurse.')).toBe('');
});

test('an extension that a listing has may stand in a text', async () => {
  expect(await saying('For the nurse, call (312) 555-0101, ext. 12.')).toBe('');
  expect(phonesIn('Call (312) 555-0101 ext. 12.')[0]).toMatchObject({
    display: '(312) 555-0101, ext. 12',
    href: 'tel:+13125550101;ext=12',
    spoken: '3 1 2. 5 5 5. 0 1 0 1, ext. 1 2',
  });
});

describe('a number in a text that no phone can dial is refused', () => {
  test.each([
    ['550-7501', 'Call 550-7501.'],
    ['550-7501', 'Llame al 550-7501 o al 311.'],
    ['550.7501', 'The number is 550.7501.'],
    ['Call 550 7501', 'Call 550 7501.'],
    ['(860) 155-7500', 'Call (860) 155-7500.'],
    ['(860) 550-750', 'Call (860) 550-750.'],
    ['860-550-75001', 'Call 860-550-75001.'],
    ['860 155 7500', 'Call 860 155 7500.'],
    ['1-888-774-290', 'Call 1-888-774-290.'],
    ['8601557500', 'Call 8601557500.'],
    ['(123) 456-7890', 'Call (123) 456-7890.'],
  ])('%s', async (number, words) => {
    expect(await saying(words)).toContain(
      `no phone can dial “${number.replace('Call ', '')}”; write the whole number with its area code, like (860) 550-7500`,
    );
  });

  test.each([
    'Call (312) 555-0101 or 1-800-555-0199.',
    'On 2026-12-24, or 12-24-2026.',
    'In the school year 2025-2026',
    'Hartford, 06103-1234',
    'It costs $550-1500.',
    'It feeds 500-1000 people.',
    'Monday to Friday, 8-4:30 or 9:00-17:30',
    'An A-number has 9 digits: A 123-456-789.',
    'C.G.S. § 45a-624, § 466-1234 and section 466-1234',
    'Public Act 25-29 and Form I-205',
    'https://example.org/550-7501 and example.org/860-155-7500',
    'In London +44 20 7946 0000, in Mexico +52 555 123 4567.',
  ])('but not: %s', async (words) => {
    expect(await saying(words)).toBe('');
  });
});
