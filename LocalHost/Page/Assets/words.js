// Texts for states and numbers.

export const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** The state or result of an image in a few words. */
export function answer(image) {
  switch (image.state) {
    case 'waiting': return 'waiting';
    case 'running': return 'processing …';
    case 'refused': return `refused: ${image.error.message}`;
    case 'failed': return 'failed; see the terminal for the reason';
    default: return image.label === null ? 'done' : `${image.label} ${percent(image.probability)}`;
  }
}

export const imageCount = (count) => (count === 1 ? '1 image' : `${count.toLocaleString('en')} images`);

/** How many images a filter shows; there may be more of them on pages that are not loaded yet. */
export const shownCount = (shown, mayBeMore, total) =>
  `${shown.toLocaleString('en')}${mayBeMore ? ' or more' : ''} of ${imageCount(total)}`;

/** The rivals of a class that a record names: the best other classes. */
export const bestOthers = (count) => (count === 1 ? 'the best other' : `the ${['two', 'three'][count - 2] ?? count} best others`);

const lists = new Intl.ListFormat('en-GB');

export const list = (names) => lists.format(names);

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const number = (value) => numbers.format(value).replace('-', '−');

/** What the colours of a map mean, in one line. */
export function meaning({ prediction, rivals }) {
  const { label } = prediction;
  if (rivals.length === 0) {
    return `Values are logits: above 0 a place speaks for ${label}, below 0 against it.`;
  }

  const others = list(rivals.map((rival) => rival.label));
  return `Values are logits: above 0 a place speaks for ${label} rather than ${others}, below 0 the other way round.`;
}

export const meaningOfAll = 'Values are logits: above 0 a place speaks for the class, below 0 against it.';
