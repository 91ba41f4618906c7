// The button is only shown where this runs; an answer that the search's script put into the page has one, too.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('.print-now')) print();
});
