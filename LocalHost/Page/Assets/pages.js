import { listImages } from './api.js';
import * as gallery from './gallery.js';
import { imageCount } from './words.js';

// Loads the list of images page by page, and applies changes that arrive as events.

const more = document.getElementById('more');
const empty = document.getElementById('empty');
const count = document.getElementById('count');
const failure = document.getElementById('failure');
const again = document.getElementById('again');

let next = null;
let total = 0;
let isLoading = false;
let isReloadPending = false;
let failedAfter = null;
let changesWhileLoading = [];

/** Loads one page at a time. A reload requested while loading follows afterwards, because the pending answer may be out of date. */
function load(after) {
  if (isLoading) {
    isReloadPending ||= after === null;
    return;
  }

  isLoading = true;
  isReloadPending = false;
  listImages(after).then((page) => show(page, after)).catch((fault) => showFailure(fault, after)).finally(finish);
}

function finish() {
  isLoading = false;
  changesWhileLoading = [];
  if (isReloadPending) {
    load(null);
  }
}

function show(page, after) {
  if (after === null) {
    gallery.replace(page.images);
  } else {
    gallery.append(page.images);
  }

  ({ next, total } = page);
  changesWhileLoading.forEach((repeat) => repeat());
  showCount();
  failure.hidden = true;
  watchEnd();
}

function showFailure(fault, after) {
  failedAfter = after;
  failure.firstElementChild.textContent = `The images can't be listed. ${fault.message}`;
  failure.hidden = false;
}

function showCount() {
  count.textContent = imageCount(total);
  empty.hidden = total > 0;
  more.hidden = next === null;
}

/** Applies a change, and applies it again to a page that is being loaded, which may not include it yet. */
function apply(change) {
  change();
  showCount();
  if (isLoading) {
    changesWhileLoading.push(change);
  }
}

export const reload = () => load(null);

export const update = (image, totalNow) => apply(() => {
  total = totalNow;
  gallery.put(image, next === null);
});

export const remove = (name, totalNow) => apply(() => {
  total = totalNow;
  gallery.remove(name);
});

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
