import { overlayAddress, thumbnailAddress } from './api.js';
import { format } from './address.js';
import { view } from './filter.js';
import { answer } from './words.js';

// An image in the gallery: its photograph and, above that, its overlay. The style sheet says when which of them is visible; the browser
// loads an overlay when it becomes visible for the first time.

const template = document.getElementById('card');

export function make(image) {
  const card = template.content.cloneNode(true).firstElementChild;
  const picture = card.querySelector('.photograph');
  const overlay = card.querySelector('.overlay');
  picture.addEventListener('error', () => {
    if (picture.hasAttribute('src')) {
      replacePicture(card, 'no picture');
    }
  });
  overlay.addEventListener('error', () => { overlay.hidden = true; });
  fill(card, image);
  return card;
}

/** Updates a card to the state of its image. */
export function fill(card, image) {
  card.dataset.name = image.name;
  card.dataset.state = image.state;
  card.dataset.at = image.uploadedAt;
  link(card);
  card.querySelector('.name').textContent = image.name;
  card.querySelector('.answer').textContent = answer(image);
  if (image.state === 'refused') {
    replacePicture(card, 'refused');
  } else {
    loadPicture(card, thumbnailAddress(image));
  }

  loadOverlay(card, image);
}

/** Updates the card's link to the current view of the gallery. */
export function link(card) {
  card.querySelector('a').href = format(card.dataset.name, view());
}

function loadPicture(card, address) {
  const picture = card.querySelector('.photograph');
  if (picture.getAttribute('src') !== address) {
    picture.hidden = false;
    card.querySelector('.placeholder').hidden = true;
    picture.src = address;
  }
}

function loadOverlay(card, image) {
  const overlay = card.querySelector('.overlay');
  if (image.overlay === null) {
    overlay.hidden = true;
  } else if (overlay.getAttribute('src') !== overlayAddress(image)) {
    overlay.hidden = false;
    overlay.src = overlayAddress(image);
  }
}

/** Removes the address too, so that a picture that failed to load is requested again when its image is updated. */
function replacePicture(card, words) {
  const picture = card.querySelector('.photograph');
  const placeholder = card.querySelector('.placeholder');
  picture.removeAttribute('src');
  picture.hidden = true;
  placeholder.textContent = words;
  placeholder.hidden = false;
}
