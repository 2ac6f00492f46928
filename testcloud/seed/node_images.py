"""Gives the images that really boot their data, which makes them active, once their root file system is in the cache."""
import os

from cloud import Cloud
from resources import upload

PREPARED = os.environ['TESTCLOUD_NODES'] + '/rootfs'


def seed():
    admin = Cloud()
    for image in admin.call('GET', 'image', '/v2/images', params={'status': 'queued', 'limit': 100})['images']:
        if 'testcloud_rootfs' in image and os.path.exists(f'{PREPARED}/{image["testcloud_rootfs"]}'):
            upload(admin, image)
