import { describe, expect, test } from 'vitest';
import { HARDEST_GRADE, heaviestSentence, readingEase, syllablesIn } from '../../src/content/reading.ts';
import { LOCALES, type Locale } from '../../src/locale.ts';

/** A sentence again and again, so that there are enough words to judge. */
function times(count: number, sentence: string): string {
  return Array<string>(count).fill(sentence).join(' ');
}

/** How many sentences a text has, when it stands before ten others. */
function sentencesOf(text: string, locale: Locale): number {
  return Number(readingEase(`${text}\n${times(10, 'No lo firme.')}`, locale)?.sentences) - 10;
}

describe('an English word of', () => {
  test.each([
    [1, 'the home phone names asked called used eyes clothes priest field friend judge files we’ve don’t'],
    [2, 'people lawyer mayor office wanted settled hundred judges tables quiet client safety'],
    [2, 'someone business statement million judge’s doesn’t low-cost union going'],
    [3, 'arrested services agencies official period violence aliens earlier area idea racism element'],
    [3, 'anyone everyone government employer applying guardian'],
    [4, 'immediate experience society emergency immigration citizenship January automatic'],
    [5, 'undocumented organization association representative coordinated'],
  ])('%i syllables: %s', (count, words) => {
    for (const word of words.split(' ')) expect([word, syllablesIn(word, 'en')]).toEqual([word, count]);
  });
});

describe('a Spanish word of', () => {
  test.each([
    [1, 'y muy ley hay que quien juez rió soy yo'],
    [2, 'río día país baúl guía guerra ciudad también cuenta leer leyes agua huella búho ahí'],
    [3, 'ahora oeste pingüino vergüenza prohíbe Uruguay audiencia construía caerse alcohol reúnen'],
    [4, 'abogado policía vehículo aéreo inmigración averigüéis continúe'],
    [5, 'ciudadanía independiente departamento'],
    [6, 'indocumentada organizaciones'],
  ])('%i syllables: %s', (count, words) => {
    for (const word of words.split(' ')) expect([word, syllablesIn(word, 'es')]).toEqual([word, count]);
  });
});

describe('counts as one syllable in both languages', () => {
  test.each([
    'ICE',
    'SNAP',
    'USCIS',
    'ICE’s',
    '(ICE).',
    'U.S.',
    'EE.UU.',
    'a.m.',
    '211',
    '1-800-453-3320',
    'I-205',
    '8:30',
    'ctlawhelp.org',
    '.gov?x=1',
    'https://portal.ct.gov/dcf',
    'help@example.org',
  ])('%s', (word) => {
    expect([syllablesIn(word, 'en'), syllablesIn(word, 'es')]).toEqual([1, 1]);
  });
});

describe('English has the grade and the score worked out by hand:', () => {
  test.each([
    // 5 words and 6 syllables: 0.39 × 5 + 11.8 × 6/5 − 15.59, and 206.835 − 1.015 × 5 − 84.6 × 6/5
    ['Do not open the door.', 0.5, 100.2],
    // 10 and 14: 3.9 + 16.52 − 15.59, and 206.835 − 10.15 − 118.44
    ['Ask the lawyer to explain what this paper means today.', 4.8, 78.2],
    // 8 and 17: 3.12 + 25.075 − 15.59, and 206.835 − 8.12 − 179.775
    ['You may request interpretation services before the hearing.', 12.6, 18.9],
  ])('%s', (sentence, grade, score) => {
    expect(readingEase(times(10, sentence), 'en')).toMatchObject({ grade, score, sentences: 10 });
  });
});

describe('Spanish has the grade of its INFLESZ band and the score worked out by hand:', () => {
  test.each([
    // 4 words and 6 syllables: 206.835 − 62.3 × 6/4 − 4
    ['No abra la puerta.', 4, 109.4],
    // 9 and 19: 206.835 − 131.522 − 9
    ['Pregunte a un abogado de inmigración antes de firmar.', 6, 66.3],
    // 9 and 20: 206.835 − 138.444 − 9
    ['Hable con una abogada antes de firmar cualquier documento.', 8, 59.4],
    // 8 and 19: 206.835 − 147.963 − 8
    ['Pida asesoría legal antes de firmar un documento.', 11, 50.9],
    // 8 and 21: 206.835 − 163.538 − 8
    ['Pregunte a un representante acreditado antes de decidir.', 13, 35.3],
  ])('%s', (sentence, grade, score) => {
    expect(readingEase(times(10, sentence), 'es')).toMatchObject({ grade, score, sentences: 10 });
  });
});

test('normal Spanish is not too hard, and somewhat difficult Spanish is', () => {
  expect(HARDEST_GRADE).toBeGreaterThanOrEqual(8);
  expect(HARDEST_GRADE).toBeLessThan(11);
});

describe('one sentence', () => {
  test.each<[Locale, string]>([
    ['en', 'The U.S. Department of Justice answers.'],
    ['en', 'Ask Dr. Rivera or Mrs. Chen at St. Francis.'],
    ['en', 'It stands at 311 N. Elm Ave. Floor 2, No. 5.'],
    ['en', 'It is open from 8:30 a.m. to 4.30 p.m. on Monday.'],
    ['en', 'The fee is $12.50 at ctlawhelp.org and at hartfordct.gov.'],
    ['es', 'El Departamento de Justicia de EE. UU. (DOJ) contesta.'],
    ['es', 'Pregunte al Sr. Rivera, a la Sra. Chen o a la Dra. Díaz.'],
    ['es', 'Abre de 8:30 a. m. a 4:30 p. m. los lunes.'],
    ['es', 'Es el No. 5 de la calle Main St. Hartford.'],
  ])('%s: %s', (locale, text) => {
    expect(sentencesOf(text, locale)).toBe(1);
  });
});

describe('two sentences', () => {
  test.each<[Locale, string]>([
    ['en', 'Is it yours? No.'],
    ['en', 'They say “stop.” Then they go.'],
    ['en', 'Wait… Then call!'],
    ['en', 'They may knock until 10 p.m. Groups sued.'],
    ['en', 'What to do\nCall 211'],
    ['es', '¿Quién es? ¡No abra!'],
    ['es', 'Tocan hasta las 10 p. m. Unos grupos demandaron.'],
    ['es', 'Tenga el Número A. Está en los avisos.'],
  ])('%s: %j', (locale, text) => {
    expect(sentencesOf(text, locale)).toBe(2);
  });
});

describe('what stands for one short word does not make a text harder', () => {
  test.each(['(860) 757-9311', '1-800-453-3320', '1 888 774 2900', 'ctlawhelp.org', 'ICE', 'U.S.'])(
    '%s',
    (name) => {
      const plain = times(10, 'Call us now or go to Ann and ask.');
      for (const locale of LOCALES) {
        expect(readingEase(plain.replaceAll('Ann', name), locale)).toEqual(readingEase(plain, locale));
      }
    },
  );
});

test('a text of fewer than 30 words is too short to judge, and one of 30 is not', () => {
  expect(readingEase('', 'en')).toBeNull();
  expect(readingEase(times(29, 'Stop.'), 'en')).toBeNull();
  expect(readingEase(times(29, '¡Alto! —'), 'es')).toBeNull();
  expect(readingEase(times(30, 'Stop.'), 'en')).toMatchObject({ words: 30, sentences: 30, syllables: 30 });
});

describe('the sentence to split is', () => {
  test('the one with the most words, whole', () => {
    const long = 'El Departamento de Justicia de EE. UU. (DOJ) contesta de 9 a. m. a 5 p. m. los lunes.';
    expect(heaviestSentence(`Llame hoy. ${long} Pregunte por una cita gratis.`, 'es')).toBe(long);
  });

  test('the first of several', () => {
    expect(heaviestSentence('Call us now.\nAsk them first.', 'en')).toBe('Call us now.');
  });

  test('nothing in a text without words', () => {
    expect(heaviestSentence(' … \n', 'en')).toBe('');
  });
});
