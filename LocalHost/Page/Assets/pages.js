import { listImages } from './api.js';
import * as filter from './filter.js';
import * as gallery from './gallery.js';
import { imageCount, shownCount } from './words.js';

// Loads the list of images page by page, and applies changes that arrive as events.

const more = document.getElementById('more');
const empty = document.getElementById('empty');
const none = document.getElementById('none');
const count = document.getElementById('count');
const failure = document.getElementById('failure');
const again = document.getElementById('again');

let next = null;
let total = 0;
/** The promise of the page that is being loaded, whether that succeeded. */
let loading = null;
let isReloadPending = false;
let failedAfter = null;
let changesWhileLoading = [];
let listener = null;

/** Loads one page at a time. A reload requested while loading follows afterwards, because the pending answer may be out of date. */
function load(after) {
  if (loading) {
    isReloadPending ||= after === null;
    return loading;
  }

  isReloadPending = false;
  loading = listImages(filter.query(), after)
    .then((page) => show(page, after))
    .catch((fault) => showFailure(fault, after))
    .finally(finish);
  return loading;
}

function finish() {
  loading = null;
  changesWhileLoading = [];
  if (isReloadPending) {
    load(null);
  }
}

function show(page, after) {
  // The filter may have changed since the page was requested.
  const images = page.images.filter(filter.includes);
  if (after === null) {
    gallery.replace(images);
  } else {
    gallery.append(images);
  }

  ({ next, total } = page);
  changesWhileLoading.forEach((repeat) => repeat());
  showCount();
  failure.hidden = true;
  watchEnd();
  return true;
}

function showFailure(fault, after) {
  failedAfter = after;
  failure.firstElementChild.textContent = `The images can't be listed. ${fault.message}`;
  failure.hidden = false;
  return false;
}

function showCount() {
  const shown = gallery.size();
  count.textContent = filter.isActive() ? shownCount(shown, next !== null, total) : imageCount(total);
  empty.hidden = total > 0;
  none.hidden = total === 0 || shown > 0 || next !== null;
  more.hidden = next === null;
  listener?.();
}

/** Applies a change, and applies it again to a page that is being loaded, which may not include it yet. */
function apply(change) {
  change();
  showCount();
  if (loading) {
    changesWhileLoading.push(change);
  }
}

/** Calls back whenever the images in the gallery may have changed. */
export function onShow(handler) {
  listener = handler;
}

export const reload = () => load(null);

export const update = (image, totalNow) => apply(() => {
  total = totalNow;
  if (filter.includes(image)) {
    gallery.put(image, next === null);
  } else {
    gallery.remove(image.name);
  }
});

export const remove = (name, totalNow) => apply(() => {
  total = totalNow;
  gallery.remove(name);
});

/** Whether there may be an image before (-1) or after (1) another one. */
export const mayHaveNeighbour = (name, step) =>
  gallery.neighbour(name, step) !== undefined || (step > 0 && next !== null && gallery.has(name));

/** The name of the image before or after another one, for which more of them are loaded if need be; undefined if there is none. */
export async function neighbour(name, step) {
  while (gallery.neighbour(name, step) === undefined && mayHaveNeighbour(name, step)) {
    if (!await load(next)) {
      break;
    }
  }

  return gallery.neighbour(name, step);
}

more.addEventListener('click', () => load(next));
again.addEventListener('click', () => load(failedAfter));

const nearEnd = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting) && next !== null) {
    load(next);
  }
}, { rootMargin: '600px' });

/** The observer only reports changes, so it is restarted in case the end is still visible after a page was added. */
function watchEnd() {
  nearEnd.unobserve(more);
  nearEnd.observe(more);
}

watchEnd();
