import { fill, link, make } from './card.js';

// The cards of the loaded images, newest first.

const list = document.getElementById('gallery');
const cards = new Map();

function newCard(image) {
  const card = make(image);
  cards.set(image.name, card);
  return card;
}

/** Replaces the images in the gallery. Existing cards are kept, so that they do not lose the focus. */
export function replace(images) {
  const names = new Set(images.map((image) => image.name));
  [...cards.keys()].filter((name) => !names.has(name)).forEach(remove);
  for (const [position, image] of images.entries()) {
    const card = cards.get(image.name) ?? newCard(image);
    fill(card, image);
    const current = list.children[position] ?? null;
    if (current !== card) {
      list.insertBefore(card, current);
    }
  }
}

/** Adds older images at the end. */
export function append(images) {
  list.append(...images.filter((image) => !cards.has(image.name)).map(newCard));
}

/** Shows a new or changed image. One that belongs on a page that is not loaded yet is left out, unless the list is complete. */
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

export const size = () => cards.size;

/** Updates the links of all cards to the current view. */
export const relink = () => cards.forEach(link);

export const has = (name) => cards.has(name);

/** The name of the image before (-1) or after (1) another one; undefined if there is none. */
export function neighbour(name, step) {
  const card = cards.get(name);
  return (step < 0 ? card?.previousElementSibling : card?.nextElementSibling)?.dataset.name;
}

export const focus = (name) => cards.get(name)?.querySelector('a').focus();
