/** How large the letters of a sentence can be that fills the view: the style has a size for each. */
export type Letters = 'huge' | 'large' | 'big';

/**
 * The largest letters with which a sentence still fits on a small phone, held upright or on its side. A style sheet
 * cannot count letters.
 */
export function lettersFor(sentence: string): Letters {
  const longestWord = Math.max(...sentence.split(/\s+/).map((word) => word.length));
  if (sentence.length <= 16 && longestWord <= 6) return 'huge';
  if (sentence.length <= 36 && longestWord <= 9) return 'large';
  return 'big';
}
