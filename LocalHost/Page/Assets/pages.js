import { listImages } from './api.js';
import * as gallery from './gallery.js';
import { imageCount } from './words.js';

// The list of images comes a page at a time, and changes to it come as events.

const more = document.getElementById('more');
const empty = document.getElementById('empty');
const count = document.getElementById('count');
const failure = document.getElementById('failure');
const again = document.getElementById('again');

let next = null;
let total = 0;
let isLoading = false;
let isReloadWanted = false;
let failedAfter = null;
let changesWhileLoading = [];

/** One page after the other. A reload that is asked for meanwhile comes afterwards: the answer on its way may be too old for it. */
function load(after) {
  if (isLoading) {
    isReloadWanted ||= after === null;
    return;
  }

  isLoading = true;
  isReloadWanted = false;
  listImages(after).then((page) => show(page, after)).catch((fault) => complain(fault, after)).finally(finish);
}

function finish() {
  isLoading = false;
  changesWhileLoading = [];
  if (isReloadWanted) {
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

function complain(fault, after) {
  failedAfter = after;
  failure.firstElementChild.textContent = `The images can't be listed. ${fault.message}`;
  failure.hidden = false;
}

function showCount() {
  count.textContent = imageCount(total);
  empty.hidden = total > 0;
  more.hidden = next === null;
}

/** Makes a change; once more to a page that is under way, which may be older than the change. */
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

/** The observer tells of changes only; whoever is at the end when a page has come may still be there. */
function watchEnd() {
  nearEnd.unobserve(more);
  nearEnd.observe(more);
}

watchEnd();
