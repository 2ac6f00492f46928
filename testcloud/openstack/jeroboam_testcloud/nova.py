"""Nova's hypervisor. A server whose image has the property `testcloud_rootfs` is booted as a system container (hypervisor/);
any other is only kept in memory, as by Nova's own fake driver, and left to the stand-in (nodes/).
"""
import base64
import os

import eventlet
from nova import context as contexts
from nova import exception, objects
from nova.compute import power_state, task_states
from nova.virt import event as events
from nova.virt import fake, hardware
from nova.volume import cinder
from oslo_log import log as logging

from hypervisor import container, node as records, volumes
from hypervisor.processes import CommandFailed, run
from nodes import unbooted
from nodes.faults import Faults

LOG = logging.getLogger(__name__)
NODES = os.environ['TESTCLOUD_NODES']
MOST_NODES = int(os.environ['TESTCLOUD_MOST_NODES'])
ROUND_SECONDS = 0.5
CONSOLE_BYTES = 200_000
SHUT_DOWN_SECONDS = 30
TRY_AGAIN_SECONDS = 10


class Hypervisor(fake.FakeDriver):
    def init_host(self, host):
        super().init_host(host)
        self.faults = Faults(os.path.join(NODES, 'faults.json'), 0)
        self.due = {}  # id of a node that is on but has not been started: when it may be
        self.busy = set()  # ids of nodes that somebody is starting or ending
        known = objects.InstanceList.get_by_host(contexts.get_admin_context(), host, expected_attrs=['flavor'])
        for instance in known:
            state = instance.power_state if instance.power_state in (power_state.RUNNING, power_state.SHUTDOWN) else power_state.RUNNING
            self.instances[instance.uuid] = fake.FakeInstance(instance.name, state, instance.uuid)
        for node in records.load_all(NODES):
            if node.id not in self.instances:
                self._remove_files(container.destroy(node))
        eventlet.spawn(self._watch_forever)

    # -- what Nova asks for

    def spawn(self, context, instance, image_meta, injected_files, admin_password, allocations, network_info=None,
              block_device_info=None, power_on=True, accel_info=None):
        name = instance.system_metadata.get('image_testcloud_rootfs')
        if name:
            self._make_node(instance, self._await_rootfs(instance, name), network_info or [])
        super().spawn(context, instance, image_meta, injected_files, admin_password, allocations, network_info,
                      block_device_info, power_on, accel_info)
        if name:
            for volume in (block_device_info or {}).get('block_device_mapping', []):
                self._attach(context, instance, volume['connection_info'], volume['mount_device'])
            self._power_on(instance, power_on)
        else:
            unbooted.add(NODES, instance.uuid, instance.display_name, instance.user_data or '')

    def destroy(self, context, instance, network_info, block_device_info=None, destroy_disks=True, destroy_secrets=True):
        node = records.load(NODES, instance.uuid)
        if node:
            self._hold(node, lambda: self._remove_files(container.destroy(node)))
            for volume_id in node.volumes:
                volumes.release(node, volume_id)
        unbooted.forget(NODES, instance.uuid)
        super().destroy(context, instance, network_info, block_device_info, destroy_disks, destroy_secrets)

    def power_off(self, instance, timeout=0, retry_interval=0):
        super().power_off(instance, timeout, retry_interval)
        node = records.load(NODES, instance.uuid)
        if node:
            self._set_power(node, 'off')
            self._hold(node, lambda: container.shut_down(node, min(timeout, SHUT_DOWN_SECONDS)))

    def power_on(self, context, instance, network_info, block_device_info=None, accel_info=None):
        super().power_on(context, instance, network_info, block_device_info, accel_info)
        self._power_on(instance, True)

    def reboot(self, context, instance, network_info, reboot_type, block_device_info=None, bad_volumes_callback=None, accel_info=None):
        node = records.load(NODES, instance.uuid)
        if node:
            self._hold(node, lambda: container.shut_down(node, SHUT_DOWN_SECONDS if reboot_type == 'SOFT' else 0))
        super().reboot(context, instance, network_info, reboot_type, block_device_info, bad_volumes_callback, accel_info)

    def attach_volume(self, context, connection_info, instance, mountpoint, disk_bus=None, device_type=None, encryption=None):
        super().attach_volume(context, connection_info, instance, mountpoint, disk_bus, device_type, encryption)
        self._attach(context, instance, connection_info, mountpoint)

    def detach_volume(self, context, connection_info, instance, mountpoint, encryption=None):
        super().detach_volume(context, connection_info, instance, mountpoint, encryption)
        node = records.load(NODES, instance.uuid)
        if node:
            self._hold(node, lambda: volumes.detach(node, connection_info['serial']))

    def attach_interface(self, context, instance, image_meta, vif):
        super().attach_interface(context, instance, image_meta, vif)
        self._change_ports(instance, lambda ports: [*ports, vif['id']])

    def detach_interface(self, context, instance, vif):
        if vif['id'] in self._interfaces:
            super().detach_interface(context, instance, vif)
        self._change_ports(instance, lambda ports: [id for id in ports if id != vif['id']])

    def get_info(self, instance, use_cache=True):
        node = records.load(NODES, instance.uuid)
        if not node or instance.uuid not in self.instances:
            return super().get_info(instance, use_cache)
        return hardware.InstanceInfo(state=power_state.RUNNING if node.power == 'on' else power_state.SHUTDOWN)

    def get_console_output(self, context, instance):
        node = records.load(NODES, instance.uuid)
        if not node:
            return super().get_console_output(context, instance)
        try:
            with open(node.path('console.log'), 'rb') as file:
                file.seek(max(0, os.path.getsize(file.name) - CONSOLE_BYTES))
                return file.read().replace(b'\r', b'')
        except FileNotFoundError:  # it has not been started yet
            return b''

    # -- nodes

    def _await_rootfs(self, instance, name):
        """Returns the image's folder; it may still be in preparation. A server that is being deleted is not waited for."""
        while True:
            lower = records.rootfs(NODES, name)
            if lower:
                return lower
            instance.refresh()
            if instance.task_state == task_states.DELETING:
                raise exception.UnexpectedDeletingTaskStateError(
                    instance_uuid=instance.uuid, expected={'task_state': task_states.SPAWNING}, actual={'task_state': task_states.DELETING})
            eventlet.sleep(1)

    def _make_node(self, instance, lower, network_info):
        if len(records.load_all(NODES)) >= MOST_NODES:
            raise exception.ComputeResourcesUnavailable(reason=f'{MOST_NODES} machines run, which is all that this host can carry')
        nameservers = [address['address'] for vif in network_info for subnet in vif['network']['subnets'] for address in subnet['dns']]
        self.faults.refresh()
        node = records.Node(
            id=instance.uuid, name=instance.display_name, hostname=instance.hostname, lower=lower,
            ports=[vif['id'] for vif in network_info], nameservers=list(dict.fromkeys(nameservers)),
            public_keys=[instance.key_data] if instance.key_data else [], memory_mib=instance.flavor.memory_mb,
            disk_mib=self.faults.disk_mib(instance.display_name), power='off', folder=os.path.join(NODES, instance.uuid))
        os.makedirs(node.folder, exist_ok=True)
        node.save()
        with open(node.path('user-data'), 'wb') as file:
            file.write(base64.b64decode(instance.user_data or ''))

    def _power_on(self, instance, on):
        """Starts the node, or leaves it to the watch when it is to be silent or slow."""
        node = records.load(NODES, instance.uuid)
        if not node or not on:
            return
        delay = self._delay_of(node)
        self._set_power(node, 'on')
        if delay == 0:
            try:
                self._hold(node, lambda: container.start(node))
            except CommandFailed as error:
                self._set_power(node, 'off')
                raise exception.InstancePowerOnFailure(reason=str(error))

    def _attach(self, context, instance, connection_info, mountpoint):
        id = connection_info['serial']
        size_gib = cinder.API().get(context, id)['size']
        node = records.load(NODES, instance.uuid)
        if node:
            self._hold(node, lambda: volumes.attach(node, id, os.path.basename(mountpoint), size_gib))

    def _delay_of(self, node):
        self.faults.refresh()
        return self.faults.delay_of_machine(node.name)

    def _change_ports(self, instance, change):
        node = records.load(NODES, instance.uuid)
        if node:
            node.ports = change(node.ports)
            node.save()

    def _set_power(self, node, power):
        node.power = power
        node.save()

    def _hold(self, node, action):
        """Runs the action while the watch leaves the node alone."""
        while node.id in self.busy:
            eventlet.sleep(0.05)
        self.busy.add(node.id)
        try:
            action()
        finally:
            self.busy.discard(node.id)

    def _remove_files(self, folder):
        eventlet.spawn(run, 'nice', 'rm', '-rf', folder)

    # -- what nodes do by themselves, and what they should do but do not

    def _watch_forever(self):
        while True:
            eventlet.sleep(ROUND_SECONDS)
            try:
                nodes = records.load_all(NODES)
                for node in nodes:
                    if node.volumes and node.id not in self.busy:
                        volumes.give(node)
                    if node.power == 'on' and node.id in self.instances and node.id not in self.busy and not container.running(node):
                        self._look_at(node)
            except Exception:  # the watch must outlive whatever one node does
                LOG.exception('could not look after the nodes')

    def _look_at(self, node):
        """A node that is on and does not run: it powered itself off, it asked for a reboot, its container broke, or it is yet to be started."""
        status = container.ended_with(node)
        if status == container.POWERED_OFF:
            self._set_power(node, 'off')
            self._hold(node, lambda: container.kill(node))
            self.emit_event(events.LifecycleEvent(node.id, events.EVENT_LIFECYCLE_STOPPED))
            return
        delay = self._delay_of(node)
        if delay is None:
            self.due.pop(node.id, None)
            return
        now = eventlet.hubs.get_hub().clock()
        if node.id not in self.due:
            broken = status not in (None, container.REBOOT)
            if broken:
                LOG.error('%s ended with status %s and is started again: %s', node.name, status, container.last_words(node))
            self.due[node.id] = now + (TRY_AGAIN_SECONDS if broken else delay if status is None else 0)
        if now < self.due[node.id]:
            return
        self.due.pop(node.id, None)
        eventlet.spawn(self._start, node)

    def _start(self, node):
        try:
            self._hold(node, lambda: container.start(node))
        except CommandFailed as error:
            LOG.error('%s could not be started: %s', node.name, error)
            self.due[node.id] = eventlet.hubs.get_hub().clock() + TRY_AGAIN_SECONDS
