import { fill, make } from './card.js';

// The cards of the images that are loaded, newest first.

const list = document.getElementById('gallery');
const cards = new Map();

function newCard(image) {
  const card = make(image);
  cards.set(image.name, card);
  return card;
}

/** Makes the gallery consist of these images. Cards stay where they are if they can, and keep the focus. */
export function replace(images) {
  const names = new Set(images.map((image) => image.name));
  [...cards.keys()].filter((name) => !names.has(name)).forEach(remove);
  for (const [position, image] of images.entries()) {
    const card = cards.get(image.name) ?? newCard(image);
    fill(card, image);
    const there = list.children[position] ?? null;
    if (there !== card) {
      list.insertBefore(card, there);
    }
  }
}

/** Adds older images at the end. */
export function append(images) {
  list.append(...images.filter((image) => !cards.has(image.name)).map(newCard));
}

/** Shows an image that is new, or has changed; older ones than those that are loaded only where all are loaded. */
export function put(image, isComplete) {
  const card = cards.get(image.name);
  if (card?.dataset.at === image.uploadedAt) {
    fill(card, image);
    return;
  }

  remove(image.name);
  const oldest = list.lastElementChild?.dataset.at;
  if (isComplete || oldest === undefined || image.uploadedAt >= oldest) {
    const following = [...list.children].find((other) => other.dataset.at <= image.uploadedAt);
    list.insertBefore(newCard(image), following ?? null);
  }
}

export function remove(name) {
  cards.get(name)?.remove();
  cards.delete(name);
}
