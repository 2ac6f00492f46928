"""Gives the images that really boot their data, which makes them active, once their root file system is in the cache."""
import os

from cloud import Cloud
from resources import EXTRA_IMAGES, ROOTFS, make_image, present_images, upload

PREPARED = os.environ['TESTCLOUD_NODES'] + '/rootfs'


def seed():
    admin = Cloud()
    present = present_images(admin)
    for name in (name for name, rootfs in ROOTFS.items() if os.path.exists(f'{PREPARED}/{rootfs}')):
        image = present.get(name) or make_image(admin, name, *EXTRA_IMAGES[name])
        if image['status'] == 'queued':
            upload(admin, image)
