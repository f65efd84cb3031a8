import * as pages from './pages.js';

// From the open image to the previous and the next one of the gallery, by buttons and arrow keys.

const dialog = document.getElementById('viewer');
const buttons = new Map([[-1, document.getElementById('previous')], [1, document.getElementById('next')]]);
const keys = new Map([['ArrowLeft', -1], ['ArrowRight', 1]]);

/** These use the arrow keys themselves. */
const withOwnKeys = 'input[type="radio"], input[type="range"], select, pre';

let current = null;
let listener = null;

/** Offers the neighbours of an image. */
export function show(name) {
  current = name;
  refresh();
}

/** The buttons stay enabled for the sake of the focus, which a disabled one would lose. */
export function refresh() {
  for (const [step, button] of buttons) {
    button.ariaDisabled = !(current !== null && pages.mayHaveNeighbour(current, step));
  }
}

/** @param handler gets the name of the image to open */
export function onStep(handler) {
  listener = handler;
}

async function go(step) {
  const from = current;
  const name = await pages.neighbour(from, step);
  if (name !== undefined && current === from && dialog.open) {
    listener(name);
  }
}

for (const [step, button] of buttons) {
  button.addEventListener('click', () => go(step));
}

dialog.addEventListener('keydown', (event) => {
  const step = keys.get(event.key);
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (step !== undefined && isPlain && !event.target.matches(withOwnKeys)) {
    event.preventDefault();
    go(step);
  }
});
