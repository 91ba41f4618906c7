import { type ParseArgsConfig, parseArgs } from 'node:util';
import { LOCALES, type Locale, type Text } from './locale.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Own extends Options> = ReturnType<
  typeof parseArgs<{ allowPositionals: true; args: string[]; options: Own }>
>;

/**
 * Reads the words behind a command for editors. Words that it cannot read end the process with 2 and one sentence
 * in both languages: nobody knows yet which one the editor reads.
 * @param own the options of this command; every command also has `--lang`
 */
export function commandLine<const Own extends Options>(own: Own): Parsed<Own> & { locale: Locale } {
  const options: Options = { ...own, lang: { type: 'string', default: 'en' } };
  const args = process.argv.slice(2);
  const { tokens, values } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    const fault = token.kind === 'option' ? faultIn(token, options) : null;
    if (fault) stop(fault);
  }
  const locale = LOCALES.find((known) => known === values['lang']) ?? stop(SAY.lang);
  const withLang = { ...own, lang: { type: 'string' } } as const;
  return { ...parseArgs({ args, options: withLang, allowPositionals: true }), locale };
}

type Token = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined };

function faultIn({ name, rawName, value, inlineValue }: Token, options: Options): Text | null {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) return SAY.unknown(rawName, Object.keys(options).sort());
  if (option.type === 'boolean') return value === undefined ? null : SAY.noValue(rawName);
  // The next option is not the value of this one.
  const isMissing = !value || (!inlineValue && value.startsWith('-'));
  if (!isMissing) return null;
  return name === 'lang' ? SAY.lang : SAY.value(rawName);
}

function stop({ en, es }: Text): never {
  console.error(`${en} / ${es}`);
  process.exit(2);
}

const SAY = {
  lang: { en: 'write --lang en or --lang es', es: 'escriba --lang en o --lang es' },
  unknown: (option: string, names: readonly string[]): Text => {
    const known = names.map((name) => `--${name}`).join(', ');
    return {
      en: `there is no option ${option} here, only ${known}`,
      es: `aquí no hay ninguna opción ${option}, solo ${known}`,
    };
  },
  noValue: (option: string): Text => ({
    en: `write ${option} alone, with nothing after it`,
    es: `escriba ${option} solo, sin nada detrás`,
  }),
  value: (option: string): Text => ({
    en: `something is missing after ${option}`,
    es: `falta algo después de ${option}`,
  }),
};
