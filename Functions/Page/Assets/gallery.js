import { listImages, thumbnailAddress } from './api.js';
import { answer, images } from './words.js';

// The images, newest first, a page at a time. Cards that are there are updated in place.

const list = document.getElementById('gallery');
const template = document.getElementById('card');
const more = document.getElementById('more');
const empty = document.getElementById('empty');
const count = document.getElementById('count');

const cards = new Map();
let next = null;
let total = 0;
let loading = null;

function fill(card, image) {
  const link = card.firstElementChild;
  const [picture, name, said] = link.children;
  card.dataset.state = image.state;
  card.dataset.at = image.uploadedAt;
  link.href = `#/image/${encodeURIComponent(image.name)}`;
  name.textContent = image.name;
  said.textContent = answer(image);
  const source = image.state === 'refused' ? null : thumbnailAddress(image);
  if (source === null) {
    picture.removeAttribute('src');
  } else if (picture.getAttribute('src') !== source) {
    picture.src = source;
  }
}

function make(image) {
  const card = template.content.cloneNode(true).firstElementChild;
  cards.set(image.name, card);
  fill(card, image);
  return card;
}

function say() {
  count.textContent = images(total);
  empty.hidden = total > 0;
  more.hidden = next === null;
}

async function load(after) {
  const page = await listImages(after);
  if (after === null) {
    cards.clear();
    list.replaceChildren();
  }

  list.append(...page.images.filter((image) => !cards.has(image.name)).map(make));
  ({ next, total } = page);
  say();
}

/** Loads one page after the other, never two at once. */
function loadOnce(after) {
  loading ??= load(after).finally(() => { loading = null; });
  return loading;
}

export const reload = () => loadOnce(null);

/** An image is new, or has changed. What is older than the cards that are loaded comes with its page. */
export function show(image, totalNow) {
  total = totalNow;
  const card = cards.get(image.name);
  if (card && card.dataset.at === image.uploadedAt) {
    fill(card, image);
  } else {
    card?.remove();
    cards.delete(image.name);
    const oldest = list.lastElementChild?.dataset.at;
    if (next === null || oldest === undefined || image.uploadedAt >= oldest) {
      const following = [...list.children].find((other) => other.dataset.at <= image.uploadedAt);
      list.insertBefore(make(image), following ?? null);
    }
  }

  say();
}

export function remove(name, totalNow) {
  total = totalNow;
  cards.get(name)?.remove();
  cards.delete(name);
  say();
}

more.addEventListener('click', () => loadOnce(next));

const nearEnd = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting) && next !== null) {
    loadOnce(next).then(watchEnd, () => {});
  }
}, { rootMargin: '600px' });

/** The observer tells of changes only; whoever is at the end when a page has come may still be there. */
function watchEnd() {
  nearEnd.unobserve(more);
  nearEnd.observe(more);
}

watchEnd();
