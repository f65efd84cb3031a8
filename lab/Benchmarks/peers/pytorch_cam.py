"""Class activation mapping with PyTorch, from photograph file to overlay file, in the two usual ways.

Reads one line per photograph from standard input, tab-separated: way, width and height of the network's input, photograph, overlay.
Answers each with the milliseconds that it took. Ways:

hooks           as torch-cam does it: a forward hook keeps the last feature maps, the classifier's weights of the best class combine
                them, and the one map is up-sampled to the photograph.
demonstration   as CAM demonstrations do it: all 2,048 feature maps are up-sampled to the network's input first, and then combined.

The weights are random, because they do not change the time. Runs with two threads, as the other side does.
"""

import sys
import time

try:
    import numpy
    import torch
    from PIL import Image
    from torchvision.models import resnet50
    from torchvision.transforms import functional
except ImportError as missing:
    sys.exit(
        f"PyTorch's side can't run here: {missing}. On Debian, install it with "
        "'apt-get install python3-torch python3-torchvision python3-pil python3-numpy'; elsewhere, with "
        "'pip install torch torchvision pillow numpy', and name that Python in the environment variable PYTHON."
    )

THREADS = 2
MEAN = [0.485, 0.456, 0.406]
DEVIATION = [0.229, 0.224, 0.225]
JPEG_QUALITY = 85


def jet():
    """MATLAB's jet as 256 colours, as bytes."""
    quarters = 4 * numpy.arange(256) / 255
    channels = [numpy.clip(1.5 - abs(quarters - centre), 0, 1) for centre in (3, 2, 1)]
    return (255 * numpy.stack(channels, axis=1)).round().astype(numpy.uint8)


class Peer:
    def __init__(self):
        torch.set_num_threads(THREADS)
        self.colours = jet()
        self.network = resnet50(weights=None).eval()
        self.network.layer4.register_forward_hook(self.keep)
        self.feature_maps = None

    def keep(self, module, inputs, output):
        self.feature_maps = output

    @torch.inference_mode()
    def run(self, way, width, height, photograph, overlay):
        image = Image.open(photograph).convert("RGB")
        resized = functional.resize(image, [height, width])
        scores = self.network(functional.normalize(functional.to_tensor(resized), MEAN, DEVIATION)[None])
        weights = self.network.fc.weight[scores[0].argmax()]
        maps = self.feature_maps
        if way == "demonstration":
            maps = torch.nn.functional.interpolate(maps, size=(height, width), mode="bilinear", align_corners=False)
        activation = torch.einsum("c,chw->hw", weights, maps[0])
        activation -= activation.min()
        activation /= activation.max().clamp(min=1e-12)
        grey = Image.fromarray(activation.numpy(), mode="F").resize(image.size, Image.BICUBIC)
        levels = (255 * numpy.clip(numpy.asarray(grey), 0, 1)).astype(numpy.uint8)
        blended = Image.blend(image, Image.fromarray(self.colours[levels]), 0.5)
        blended.save(overlay, format="JPEG", quality=JPEG_QUALITY)


def main():
    peer = Peer()
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    for line in sys.stdin:
        way, width, height, photograph, overlay = line.rstrip("\n").split("\t")
        start = time.perf_counter()
        peer.run(way, int(width), int(height), photograph, overlay)
        print(1000 * (time.perf_counter() - start), flush=True)


main()
