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

/** The rivals of a class that a record names: the best other classes. */
export const bestOthers = (count) => (count === 1 ? 'the best other' : `the ${['two', 'three'][count - 2] ?? count} best others`);

const lists = new Intl.ListFormat('en-GB');

export const list = (names) => lists.format(names);
