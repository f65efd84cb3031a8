import { listen } from './api.js';
import * as address from './address.js';
import * as filter from './filter.js';
import * as gallery from './gallery.js';
import * as pages from './pages.js';
import * as steps from './steps.js';
import * as viewer from './viewer.js';
import './uploads.js';

// The address contains the open image and the filter (address.js), so that they can be linked to and the back button works.

function openFromAddress() {
  const { name, view } = address.read();
  const before = address.format(null, filter.view());
  filter.setView(view);
  if (address.format(null, filter.view()) !== before) {
    showView();
  }

  if (name === null) {
    viewer.close();
  } else {
    viewer.open(name);
    steps.show(name);
  }
}

function showView() {
  gallery.relink();
  pages.reload();
}

function changeView() {
  history.replaceState(null, '', address.format(null, filter.view()));
  showView();
}

addEventListener('hashchange', openFromAddress);
pages.onShow(steps.refresh);
filter.onChange(changeView);
document.getElementById('all').addEventListener('click', () => {
  filter.clear();
  changeView();
});
steps.onStep((name) => {
  // The back button leads to the gallery, however many images were looked at.
  history.replaceState(null, '', address.format(name, filter.view()));
  viewer.open(name);
  steps.show(name);
});
document.getElementById('viewer').addEventListener('close', () => {
  const { name } = address.read();
  if (name !== null) {
    history.pushState(null, '', address.format(null, filter.view()));
    gallery.focus(name);
  }
});

listen({
  onReady: pages.reload,
  onImage(image, total) {
    pages.update(image, total);
    if (viewer.isOpen(image.name) && (image.state === 'done' || image.state === 'refused')) {
      viewer.open(image.name);
    }
  },
  onRemoved: pages.remove,
});
filter.setView(address.read().view);
pages.reload();
openFromAddress();
