"""Octavia's API over a provider without amphorae. uwsgi loads this file in place of /usr/bin/octavia-wsgi. Where nodes really
run, the fabric (hypervisor/balancer.py) serves what is on record here.

Octavia's own no-op provider is not enough: its VIP port does not exist in Neutron, so no floating IP can be put on it, and
nothing ever takes an object out of PENDING. Here the VIP port is a real one, and a thread reports, through the interface
that a provider's agent uses, each PENDING object as done.
"""
import logging
import os
import threading
import time

from octavia.api import app
from octavia.api.drivers import driver_factory
from octavia.api.drivers.driver_agent import driver_updater
from octavia.api.drivers.noop_driver import driver as noop
from octavia.common import exceptions
from octavia.db import api as database
from octavia.db import models
from octavia_lib.api.drivers import exceptions as provider_exceptions
from oslo_config import cfg
from wsme import types as wtypes

from nodes.faults import Faults

LOG = logging.getLogger(__name__)
ROUND_SECONDS = 0.5
# Children first: a load balancer that is gone cannot be given news of its members.
KINDS = (
    ('members', models.Member), ('healthmonitors', models.HealthMonitor), ('l7rules', models.L7Rule),
    ('l7policies', models.L7Policy), ('pools', models.Pool), ('listeners', models.Listener),
    ('loadbalancers', models.LoadBalancer),
)


FAULTS = Faults(os.path.join(os.environ['TESTCLOUD_NODES'], 'faults.json'), 0)


class Provider(noop.NoopProviderDriver):
    def create_vip_port(self, *arguments, **options):
        raise provider_exceptions.NotImplementedError()  # so that the API makes it in Neutron


def get_driver(provider):
    if isinstance(provider, wtypes.UnsetType) or not provider:
        provider = cfg.CONF.api_settings.default_provider_driver
    if provider not in cfg.CONF.api_settings.enabled_provider_drivers:
        raise exceptions.ProviderNotEnabled(prov=provider)
    driver = Provider()
    driver.name = provider
    return driver


def outcome(id, name, pending, model):
    if pending == 'PENDING_CREATE' and model is models.LoadBalancer and FAULTS.fails_load_balancer(name or ''):
        return {'id': id, 'provisioning_status': 'ERROR', 'operating_status': 'ERROR'}
    if pending == 'PENDING_DELETE':
        return {'id': id, 'provisioning_status': 'DELETED', 'operating_status': 'OFFLINE'}
    return {'id': id, 'provisioning_status': 'ACTIVE', 'operating_status': 'ONLINE'}


def settle_pending():
    FAULTS.refresh()
    session = database.get_session()
    try:
        news = {}
        for name, model in KINDS:
            status = model.provisioning_status
            # an L7 rule has no name
            rows = session.query(model.id, getattr(model, 'name', model.id), status).filter(status.like('PENDING_%')).all()
            if rows:
                news[name] = [outcome(*row, model) for row in rows]
    finally:
        session.close()
    if news:
        driver_updater.DriverUpdater().update_loadbalancer_status(news)


def settle_forever():
    while True:
        time.sleep(ROUND_SECONDS)
        try:
            settle_pending()
        except Exception:  # the thread must outlive a database that is away for a moment
            LOG.exception('could not settle what is pending')


driver_factory.get_driver = get_driver
application = app.setup_app()
threading.Thread(target=settle_forever, daemon=True).start()
