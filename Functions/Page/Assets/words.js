// How things are said.

export const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** What became of an image, in a few words. */
export function answer(image) {
  switch (image.state) {
    case 'waiting': return 'waiting';
    case 'running': return 'looking …';
    case 'refused': return `refused: ${image.error.message}`;
    case 'failed': return 'given up; see the terminal';
    default: return image.label === null ? 'done' : `${image.label} ${percent(image.probability)}`;
  }
}

export const images = (count) => (count === 1 ? '1 image' : `${count.toLocaleString('en')} images`);
