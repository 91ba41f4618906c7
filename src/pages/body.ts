import type { Page } from './page.ts';
import type { Markup, Render } from './views.ts';

/** What stands inside the frame of a page, printed by the template of its kind. */
export function bodyOf(page: Page, render: Render): Markup {
  switch (page.view) {
    case 'home':
      return render('home', page);
    case 'topic':
      return render('topic', page);
    case 'about':
      return render('about', page);
    case 'current':
      return render('current', page);
    case 'alphabet':
      return render('alphabet', page);
    case 'list':
      return render('list', page);
    case 'search':
      return render('search', page);
    case 'data':
      return render('data', page);
    case 'contacts':
      return render('contacts', page);
    case 'retired':
      return render('retired', page);
    case 'on-paper':
      return render('on-paper', page);
    case 'booklet':
      return render('booklet', page);
    case 'card':
      return render('card', page);
    case 'door':
      return render('door', page);
    case 'plan':
      return render('plan', page);
  }
}
