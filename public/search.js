(() => {
  // Without this script the form works as any form; with it, nothing that is typed gets into the history.
  const field = document.getElementById('q');
  const main = document.querySelector('main');
  const status = document.querySelector('output');
  if (!(field instanceof HTMLInputElement) || !field.form || !main || !status) return;
  const form = field.form;
  /** @type {Node | null} */
  let page = null;
  /** @type {XMLHttpRequest | null} */
  let request = null;

  /** @param {Node} from */
  const exchange = (from) => {
    const before = document.createDocumentFragment();
    while (main.firstChild) before.appendChild(main.firstChild);
    while (from.firstChild) main.appendChild(from.firstChild);
    return before;
  };
  const stop = () => {
    const asked = request;
    request = null;
    if (asked) asked.abort();
  };
  const clear = () => {
    stop();
    if (page) exchange(page);
    page = null;
    status.textContent = '';
    field.defaultValue = '';
    field.value = '';
  };
  /** @param {Node} answer */
  const show = (answer) => {
    const before = exchange(answer);
    page = page || before;
    const count = document.getElementById('count');
    const button = main.querySelector('.close');
    const heading = main.querySelector('h1');
    if (count) {
      status.textContent = count.textContent;
      // It has been said.
      count.hidden = true;
    } else status.textContent = '';
    if (button instanceof HTMLElement) {
      button.hidden = false;
      button.onclick = () => {
        clear();
        field.focus();
      };
    }
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: 'instant' });
    }
  };
  document.addEventListener('submit', (event) => {
    const sent = event.target;
    if (!(sent instanceof HTMLFormElement)) return;
    // Places that were marked are sent as words are: nothing of them gets into the history either.
    const isChoice = sent.classList.contains('choice');
    if (!isChoice && sent.action !== form.action) return;
    event.preventDefault();
    stop();
    let words = '';
    if (isChoice) {
      words = [].map.call(sent.querySelectorAll(':checked'), ({ value }) => `listing=${value}`).join('&');
    } else {
      const { value } = sent.querySelector('input') || field;
      if (!value.trim()) {
        location.href = form.action;
        return;
      }
      field.value = value;
      // Half of a character cannot be sent.
      words = `q=${encodeURIComponent(value.replace(/[\uD800-\uDFFF]/gu, ''))}`;
    }
    status.textContent = form.getAttribute('data-busy');
    const asked = new XMLHttpRequest();
    request = asked;
    asked.open('POST', sent.action);
    asked.responseType = 'document';
    asked.timeout = 30000;
    asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    asked.onloadend = () => {
      if (asked !== request) return;
      request = null;
      // Anything else is an error, or comes from a network that wants to be paid first.
      const answer = asked.response ? asked.response.querySelector('.answer, .booklet, .choice') : null;
      if (answer) {
        // Nobody who comes back finds what was marked.
        if (isChoice) sent.reset();
        show(asked.response.querySelector('main'));
      } else {
        status.textContent = form.getAttribute('data-failed');
        if (isChoice) scrollTo(0, 0);
      }
    };
    asked.send(words);
  });
  // Back takes the answer away; the skip link leads to it.
  addEventListener('hashchange', () => {
    if (location.hash !== '#content') clear();
  });
  // Whoever comes back to this page finds neither the words nor what they found.
  addEventListener('pagehide', clear);
  // The form was sent before this script was there.
  if (document.querySelector('#count, .chosen')) {
    page = document.createDocumentFragment();
    page.appendChild(document.createElement('h1')).textContent = document.title;
    history.replaceState(null, '');
    for (const carried of Array.from(document.querySelectorAll('.bar input'))) carried.remove();
  }
})();
