import { thumbnailAddress } from './api.js';
import { answer } from './words.js';

// An image in the gallery.

const template = document.getElementById('card');

export function make(image) {
  const card = template.content.cloneNode(true).firstElementChild;
  const picture = card.querySelector('img');
  picture.addEventListener('error', () => {
    if (picture.hasAttribute('src')) {
      replacePicture(card, 'no picture');
    }
  });
  fill(card, image);
  return card;
}

/** Updates a card to the state of its image. */
export function fill(card, image) {
  card.dataset.state = image.state;
  card.dataset.at = image.uploadedAt;
  card.querySelector('a').href = `#/image/${encodeURIComponent(image.name)}`;
  card.querySelector('.name').textContent = image.name;
  card.querySelector('.answer').textContent = answer(image);
  if (image.state === 'refused') {
    replacePicture(card, 'refused');
  } else {
    loadPicture(card, thumbnailAddress(image));
  }
}

function loadPicture(card, address) {
  const picture = card.querySelector('img');
  if (picture.getAttribute('src') !== address) {
    picture.hidden = false;
    card.querySelector('.placeholder').hidden = true;
    picture.src = address;
  }
}

/** Removes the address too, so that a picture that failed to load is requested again when its image is updated. */
function replacePicture(card, words) {
  const picture = card.querySelector('img');
  const placeholder = card.querySelector('.placeholder');
  picture.removeAttribute('src');
  picture.hidden = true;
  placeholder.textContent = words;
  placeholder.hidden = false;
}
