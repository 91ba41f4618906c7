import type { Directory } from '../model/directory.ts';
import type { PaperName } from './addresses.ts';
import { type Frame, frameOf } from './frame.ts';
import { titleOn } from './turning.ts';
import type { Speaker } from './wording.ts';

/** What is printed: its pages carry a style of their own. */
export type Paper = Frame & { isPaper: true; title: string };

/** What surrounds a page that is made to be printed; its title in a history says only that. */
export function frameOfPaper(
  name: PaperName,
  directory: Directory,
  speaker: Speaker,
  number = 1,
): Frame & { isPaper: true } {
  const { t, say, addresses } = speaker;
  return {
    ...frameOf({
      directory,
      speaker,
      tabTitle: `${titleOn(number, t('paper.tab'), speaker)} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.paper(name, other, number),
    }),
    isPaper: true,
  };
}

// Officers here read English, whatever the reader's language is.
