import { listen } from './api.js';
import * as pages from './pages.js';
import * as viewer from './viewer.js';
import './uploads.js';

// The address contains the name of the open image, so that it can be linked to and the back button works.

const imageAddress = /^#\/image\/(.+)$/;

function openFromAddress() {
  const name = imageAddress.exec(location.hash)?.[1];
  if (name === undefined) {
    viewer.close();
  } else {
    viewer.open(decodeURIComponent(name));
  }
}

addEventListener('hashchange', openFromAddress);
document.getElementById('viewer').addEventListener('close', () => {
  if (imageAddress.test(location.hash)) {
    history.pushState(null, '', location.pathname);
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
pages.reload();
openFromAddress();
