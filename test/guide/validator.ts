import { HtmlValidate } from 'html-validate';

/** Finds what is not valid HTML on a page of the guide. */
export const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The style stands in the page so that nothing of the guide is left in a disk cache.
    'no-inline-style': 'off',
    // A neutral title may be longer than a search engine shows.
    'long-title': 'off',
    // `tel:` numbers are shown as people write them, and break where they may.
    'tel-non-breaking': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    // Several check boxes are one field with several values.
    'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
  },
});
