(() => {
  const link = document.querySelector('.exit');
  const skip = document.querySelector('.skip');
  const home = document.querySelector('.mark');
  const status = document.querySelector('.presses');
  if (!(link instanceof HTMLAnchorElement) || !(home instanceof HTMLAnchorElement) || !status) return;
  let presses = 0;
  let isAlone = false;
  let timer = 0;

  /** @param {string} name */
  const wordsFor = (name) => status.getAttribute(`data-${name}`);
  const leave = () => {
    const root = document.documentElement;
    const { href } = home;
    root.style.colorScheme = 'light dark';
    // What is still on its way then arrives in nodes that nobody sees.
    while (root.firstChild) root.removeChild(root.firstChild);
    root.appendChild(document.createElement('head'));
    const line = document.createElement('p');
    root.appendChild(document.createElement('body')).appendChild(line);
    document.title = link.hostname;
    line.setAttribute('role', 'alert');
    line.textContent = wordsFor('0');
    location.replace(link.href);
    // Who waits for a slow site may reload. At once, it would put this page into the list of the history.
    setTimeout(() => history.replaceState(null, '', href), 2000);
  };
  const forget = () => {
    clearTimeout(timer);
    presses = 0;
    isAlone = false;
    status.textContent = '';
  };
  /** @param {MouseEvent} event */
  const follow = (event) => {
    if (event.button > 1) return;
    event.preventDefault();
    leave();
  };
  // Followed, it would leave this page behind in the history a second time.
  if (skip instanceof HTMLAnchorElement) {
    skip.onclick = (event) => {
      event.preventDefault();
      location.replace(skip.href);
    };
  }
  link.onclick = follow;
  link.onauxclick = follow;
  link.setAttribute('aria-describedby', 'shift');
  document.documentElement.className = 'scripted';
  // Shift counts when it goes down and up by itself: not in capitals, shortcuts, or with the mouse.
  addEventListener('mousedown', forget);
  addEventListener('wheel', forget, { passive: true });
  addEventListener('keydown', (event) => {
    if (
      event.key !== 'Shift' ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.getModifierState('AltGraph')
    )
      forget();
    else isAlone = isAlone || !event.repeat;
  });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !isAlone) return;
    isAlone = false;
    presses += 1;
    if (presses === 3) {
      leave();
      return;
    }
    clearTimeout(timer);
    status.textContent = wordsFor(`${3 - presses}`);
    timer = setTimeout(() => {
      forget();
      status.textContent = wordsFor('out');
      timer = setTimeout(forget, 5000);
    }, 5000);
  });
})();
