(() => {
  // Without this script the form works as any form; with it, nothing that is typed gets into the history.
  const form = document.querySelector('form[role=search]');
  const main = document.querySelector('main');
  const field = form.querySelector('input');
  const status = form.querySelector('output');
  let page = null;
  let request = null;

  const exchange = (nodes) => {
    const before = [];
    while (main.firstChild) before.push(main.removeChild(main.firstChild));
    for (const node of nodes) main.appendChild(node);
    return before;
  };
  const close = () => {
    if (request) request.abort();
    if (page) exchange(page);
    page = null;
    status.textContent = '';
  };
  const show = (answer) => {
    const found = answer.querySelector('main');
    const before = exchange([...found.childNodes].map((node) => document.importNode(node, true)));
    if (!page) page = before;
    const count = main.querySelector('#count');
    status.textContent = (count || main.querySelector('h1')).textContent;
    // It has been said.
    if (count) count.hidden = true;
    const button = main.querySelector('.close');
    if (button) {
      button.hidden = false;
      button.addEventListener('click', () => {
        close();
        field.value = '';
        field.focus();
      });
    }
    main.querySelector('h1').focus();
  };
  document.addEventListener('submit', (event) => {
    const sent = event.target;
    if (sent.getAttribute('action') !== form.getAttribute('action')) return;
    event.preventDefault();
    const typed = sent.elements.namedItem('q').value;
    field.value = typed;
    status.textContent = form.getAttribute('data-busy');
    if (request) request.abort();
    const asked = new XMLHttpRequest();
    request = asked;
    asked.open('POST', form.getAttribute('action'));
    asked.responseType = 'document';
    asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    const fail = () => {
      status.textContent = form.getAttribute('data-failed');
    };
    asked.onload = () => (asked.status === 200 && asked.response ? show(asked.response) : fail());
    asked.onerror = fail;
    // Half of a character cannot be sent.
    asked.send(`q=${encodeURIComponent(typed.replace(/[\uD800-\uDFFF]/g, ''))}`);
  });
  // Whoever comes back to this page finds neither the words nor what they found.
  addEventListener('pagehide', () => {
    close();
    form.reset();
    field.value = '';
  });
})();
