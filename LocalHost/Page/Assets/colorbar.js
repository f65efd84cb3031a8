import { decodeTable } from './heatmap.js';
import { number } from './words.js';

// A bar with the colours of a map and the values of its ends, and where 0 is between them.

const template = document.getElementById('bar');

export const make = () => template.content.cloneNode(true).firstElementChild;

export function fill(bar, digits, { minimum, maximum }) {
  const canvas = bar.querySelector('canvas');
  const colors = new ImageData(canvas.width, 1);
  new Uint32Array(colors.data.buffer).set(decodeTable(digits));
  canvas.getContext('2d').putImageData(colors, 0, 0);
  const zero = bar.querySelector('.zero');
  zero.hidden = minimum > 0 || maximum < 0 || minimum === maximum;
  zero.style.left = `${-minimum / (maximum - minimum) * 100}%`;
  bar.querySelector('.minimum').textContent = number(minimum);
  bar.querySelector('.maximum').textContent = number(maximum);
  canvas.setAttribute('aria-label', `Colours from ${number(minimum)} to ${number(maximum)} logits`);
}
