import fc from 'fast-check';
import type { Chance } from './chance.ts';

/** Stands in most hostile words and nowhere else, so that they can be found again on a page. */
export const MARK = 'qzv7';

/** Words that mean something else in one of the languages that a page is made of, or made with. */
export function hostileWords(chance: Chance, seed: number): string {
  if (chance.percent(15)) return arbitrary(chance, seed);
  return chance.pick(chance.pick([MARKUP, ATTRIBUTES, ADDRESSES, TEMPLATES, SIGNS, NUMBERS, NAMES, LONG]));
}

// Neither of them is printed where the other one could be: a mark is added where the words have room for one.
function arbitrary(chance: Chance, seed: number): string {
  const [words = ''] = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), {
    seed: (seed ^ chance.below(2 ** 31)) | 0,
    numRuns: 1,
  });
  return `${MARK}${words}`;
}

const MARKUP = [
  `<script>${MARK}()</script>`,
  `< script>${MARK}()< /script>`,
  `<<script>${MARK}//<</script>`,
  `＜script＞${MARK}()＜/script＞`,
  `<img src=x onerror=${MARK}()>`,
  `< img src=x onerror=${MARK}()>`,
  `<\u00a0img src=x onerror=${MARK}()>`,
  `</style><style>${MARK}</style>`,
  `</ style>${MARK}`,
  `</script>${MARK}`,
  `</title>${MARK}`,
  `<!--${MARK}`,
  `<1-- ${MARK} -->`,
  `<?${MARK} x ?>`,
  `]]>${MARK}<![CDATA[`,
  `--> ${MARK} <`,
  `&lt;script&gt;${MARK}()&lt;/script&gt;`,
  `&#60;script&#62;${MARK}()&#60;/script&#62;`,
  `&#x3C;svg onload=${MARK}()&#x3E;`,
  `&lt${MARK}&gt`,
  `&amp;lt;b&amp;gt; ${MARK}`,
  `&NotAnEntity; &; & ${MARK}`,
  `${MARK}&copy&reg;&#0;&#128;`,
];

const ATTRIBUTES = [
  `"><script>${MARK}()</script>`,
  `">< script>${MARK}() "`,
  `" onmouseover="${MARK}()`,
  `' onmouseover='${MARK}()`,
  `" onfocus="${MARK}()" autofocus="`,
  `' autofocus onfocus=${MARK}() x='`,
  `&quot; onclick=&quot;${MARK}()`,
  `&#34; onclick=&#34;${MARK}()`,
  `\` onclick=${MARK}() \``,
  `onmouseover=${MARK}()`,
  `" style="position:fixed;inset:0" title="${MARK}`,
  `' style='x' ${MARK}`,
  `/ onclick=${MARK}() /`,
];

const ADDRESSES = [
  `javascript:${MARK}()`,
  `JaVaScRiPt:${MARK}()`,
  `javascript://example.org/%0A${MARK}()`,
  `https://example.org/javascript:${MARK}()`,
  `https://example.org/?next=javascript:${MARK}()`,
  `https://example.org/${MARK}'onmouseover='x`,
  `https://example.org/${MARK}"onmouseover="x`,
  `https://example.org/${MARK}&#34;onmouseover=&#34;x`,
  `https://example.org/?a=1&lt=2&copy=${MARK}&amp;b`,
  `https://example.org/#${MARK}`,
  `https://example.org/${MARK}\u202etxt`,
  `https://example.org\\@${MARK}.example/`,
  `https://example.org:${MARK}@evil.example/`,
  `https://${MARK}.example.org/a%0d%0aSet-Cookie:b`,
  `https://${MARK}.example.org/${'a'.repeat(200)}`,
  `https:javascript:${MARK}()`,
  `https:///${MARK}`,
  `//${MARK}.example.org/`,
  `/\\${MARK}.example.org/`,
  ` javascript:${MARK}()`,
  `java\tscript:${MARK}()`,
  `&#106;avascript:${MARK}()`,
  `&#x6A;avascript&colon;${MARK}()`,
  `data:text/html,<script>${MARK}()</script>`,
  `data:text/html;base64,${MARK}`,
  `vbscript:${MARK}`,
  `blob:https://example.org/${MARK}`,
  `file:///etc/${MARK}`,
  `tel:${MARK}`,
  `sms:911;${MARK}`,
  `mailto:${MARK}@example.org`,
  `view-source:https://${MARK}.example.org`,
];

const TEMPLATES = [
  `{{${MARK}}}`,
  `{{constructor.constructor('${MARK}')()}}`,
  `{{- ${MARK} }}`,
  `$t(${MARK})`,
  `$t(home.urgent) ${MARK}`,
  `{{title}} ${MARK} {{count}}`,
  `<%= ${MARK} %>`,
  `<%- include('/etc/passwd') %> ${MARK}`,
  `<%_ ${MARK} _%>`,
  `%> ${MARK} <%`,
  `<% process.exit() %> ${MARK}`,
  `\${${MARK}}`,
  `#{${MARK}}`,
  `$& ${MARK} $1 $$ $\``,
  `%s %d ${MARK} %o`,
  `\`\${${MARK}}\``,
  `[${MARK}](javascript:alert(1))`,
  `**${MARK}** __x__`,
];

const SIGNS = [
  `${MARK}\u2028x`,
  `${MARK}\u2029x`,
  `\u202e${MARK}\u202c`,
  `\u2066${MARK}\u2069`,
  `${MARK}\0x`,
  `${MARK}\x1b[31m`,
  `${MARK}\x85x`,
  `${MARK}\u200bx`,
  `${MARK}\ud800x`,
  `${MARK}\ufeff`,
  `${MARK}\ufffe`,
  `${MARK}\u{e0041}`,
  `${MARK}é\u0301\u0301\u0301`,
  `${MARK} \u{1f600}\u{1f1fa}\u{1f1f8}`,
  `${MARK} ﷺ ﬁ ℀`,
  `${MARK} مرحبا שלום`,
  `${MARK}\r\nSet-Cookie: a=b`,
  `${MARK}\n\n---\n`,
  `${MARK}\\u003cscript\\u003e`,
  `${MARK}\\`,
];

const NUMBERS = [
  `(312) 555-0101"onclick="${MARK}`,
  `(312) 555-0101 ${MARK}`,
  '(312) 555-0101',
  '+13125550101;ext=1;phone-context=evil',
  '911',
  '911,,,1',
  '*#06#',
  '１２３',
  '-1',
  '1e309',
  '0x10',
  `${MARK} 1-900-555-0100 (312) 555-0199 911`,
];

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  `__proto__[${MARK}]`,
  `../../${MARK}`,
  `../${MARK}/`,
  'en',
  'search',
  'healthz',
  '.',
  '',
  'con',
  `${MARK}`,
  'a-b',
];

const LONG = [
  `${MARK} ${'a '.repeat(250)}`,
  `${MARK}${'á'.repeat(500)}`,
  MARK.repeat(3_000),
  `${'<'.repeat(300)}${MARK}`,
  `${MARK} ${'&amp;'.repeat(100)}`,
  `${'"'.repeat(100)}${MARK}`,
  `${MARK} ${'{{'.repeat(200)}`,
  `${'﷽'.repeat(100)}${MARK}`,
  `${'1-'.repeat(200)}${MARK}`,
];
