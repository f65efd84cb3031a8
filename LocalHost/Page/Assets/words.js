// The words of the page for states and numbers.

export const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** The state or the result of an image in a few words. */
export function answer(image) {
  switch (image.state) {
    case 'waiting': return 'waiting';
    case 'running': return 'looking …';
    case 'refused': return `refused: ${image.error.message}`;
    case 'failed': return 'failed; the terminal says why';
    default: return image.label === null ? 'done' : `${image.label} ${percent(image.probability)}`;
  }
}

export const imageCount = (count) => (count === 1 ? '1 image' : `${count.toLocaleString('en')} images`);
