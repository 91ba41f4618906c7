export function isWebAddress(words: string): boolean {
  return /^https?:\/\//i.test(words);
}

/** Words without the signs that stand for others in web addresses: `%20` and `+`. Addresses inside addresses are encoded again. */
export function decodedTwice(words: string): string {
  return /[%+]/.test(words) ? decode(decode(words.replaceAll('+', ' '))) : words;
}

function decode(words: string): string {
  return words.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
