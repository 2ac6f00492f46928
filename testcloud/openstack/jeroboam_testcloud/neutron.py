"""What Neutron's agents would report: every port that is asked for is bound and ACTIVE, a floating IP with a port is ACTIVE.

Neutron's own drivers bind a port only where a live agent has registered, and here are none.
"""
from neutron.db import models_v2
from neutron.db.models import l3, securitygroup
from neutron.plugins.ml2 import ovo_rpc
from neutron.services.l3_router.l3_router_plugin import L3RouterPlugin
from neutron_lib.plugins.ml2 import api
import sqlalchemy

# Without agents nobody listens to the pushes of changed objects, yet making them is most of Neutron's work in a stack create.
ovo_rpc.OVOServerRpcInterface._setup_change_handlers = lambda self: setattr(self, '_resource_handlers', {})


def find_related_rows_by_id(*models):
    """Neutron asks for the rows that belong to a network, subnet or router by a subquery, which SQLAlchemy 1.4 writes anew each time; a
    query that names the owners' ids it keeps. A port is made in 0.13 s of processor time by this, and in 0.24 s without.
    Not a port's: with those, too, Neutron answered 500 to the making of one (DetachedInstanceError).
    """
    for model in models:
        for relationship in sqlalchemy.inspect(model).relationships:
            if relationship.lazy == 'subquery':
                relationship.strategy_key = (('lazy', 'selectin'),)
                relationship.strategy = relationship._get_strategy(relationship.strategy_key)


class PortBinder(api.MechanismDriver):
    def initialize(self):
        pass

    def bind_port(self, context):
        for segment in context.segments_to_bind:
            context.set_binding(segment[api.ID], 'ovs', {'port_filter': True}, status='ACTIVE')
            return


class RouterPlugin(L3RouterPlugin):
    def __init__(self):
        super().__init__()
        find_related_rows_by_id(models_v2.Network, models_v2.Subnet, l3.Router, l3.FloatingIP, securitygroup.SecurityGroup)

    def _nobody_to_tell(self, *arguments, **options):
        pass

    notify_router_updated = _nobody_to_tell
    notify_routers_updated = _nobody_to_tell
    notify_router_deleted = _nobody_to_tell
    notify_router_interface_action = _nobody_to_tell

    def create_floatingip(self, context, floatingip):
        return self._settled(context, super().create_floatingip(context, floatingip))

    def update_floatingip(self, context, id, floatingip):
        return self._settled(context, super().update_floatingip(context, id, floatingip))

    def _settled(self, context, floatingip):
        status = 'ACTIVE' if floatingip.get('port_id') else 'DOWN'
        if floatingip.get('status') != status:
            self.update_floatingip_status(context.elevated(), floatingip['id'], status)
            floatingip['status'] = status
        return floatingip
