"""Reads what Neutron and Octavia have on record, and writes the one thing that a load balancer finds out: the state of its members."""
import ipaddress

import pymysql

ANSWER_TIMEOUT_SECONDS = 10


class Database:
    def __init__(self, port, password):
        self.options = {'host': '127.0.0.1', 'port': port, 'user': 'openstack', 'password': password, 'autocommit': True,
                        'cursorclass': pymysql.cursors.DictCursor, 'read_timeout': ANSWER_TIMEOUT_SECONDS}
        self.connection = None

    def rows(self, query, *lists):
        """Rows as dicts. Each %s stands for a whole list, `IN %s`; with an empty one there are no rows."""
        if not all(lists):
            return []
        return self._execute(query, [list(one) for one in lists])

    def write(self, query, *values):
        self._execute(query, values)

    def _execute(self, query, values):
        if self.connection is None:
            self.connection = pymysql.connect(**self.options)
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(query, values or None)
                return cursor.fetchall()
        except pymysql.MySQLError:
            self.connection = None  # made anew next time
            raise

    def ports(self, where, ids):
        """Ports by id: network_id, mac, device_id, mtu, external, addresses [(address/prefix, subnet_id, gateway)]."""
        found = {}
        for row in self.rows(f'''
                SELECT ports.id, ports.network_id, ports.mac_address, ports.device_id, networks.mtu,
                       externalnetworks.network_id IS NOT NULL AS external,
                       ipallocations.ip_address, ipallocations.subnet_id, subnets.cidr, subnets.gateway_ip
                FROM neutron.ports JOIN neutron.networks ON networks.id = ports.network_id
                LEFT JOIN neutron.externalnetworks ON externalnetworks.network_id = ports.network_id
                LEFT JOIN neutron.ipallocations ON ipallocations.port_id = ports.id
                LEFT JOIN neutron.subnets ON subnets.id = ipallocations.subnet_id
                WHERE ports.{where} IN %s ORDER BY ports.id, ipallocations.ip_address''', ids):
            port = found.setdefault(row['id'], {
                'id': row['id'], 'network_id': row['network_id'], 'mac': row['mac_address'], 'device_id': row['device_id'],
                'mtu': row['mtu'] or 1500, 'external': bool(row['external']), 'addresses': []})
            if row['ip_address']:
                prefix = ipaddress.ip_network(row['cidr']).prefixlen
                port['addresses'].append((f'{row["ip_address"]}/{prefix}', row['subnet_id'], row['gateway_ip']))
        return found

    def routers(self, ids):
        """Routers by id: gateway_port_id, enable_snat, interface_ids, routes [(destination, next hop)], floating [(public, fixed)]."""
        found = {row['id']: {'gateway_port_id': row['gw_port_id'], 'enable_snat': bool(row['enable_snat']), 'interface_ids': [],
                             'routes': [], 'floating': []}
                 for row in self.rows('SELECT id, gw_port_id, enable_snat FROM neutron.routers WHERE id IN %s', ids)}
        for row in self.rows('''SELECT router_id, port_id FROM neutron.routerports
                                WHERE port_type = 'network:router_interface' AND router_id IN %s ORDER BY port_id''', found):
            found[row['router_id']]['interface_ids'].append(row['port_id'])
        for row in self.rows('SELECT router_id, destination, nexthop FROM neutron.routerroutes WHERE router_id IN %s', found):
            found[row['router_id']]['routes'].append((row['destination'], row['nexthop']))
        for row in self.rows('''SELECT router_id, floating_ip_address, fixed_ip_address FROM neutron.floatingips
                                WHERE fixed_ip_address IS NOT NULL AND router_id IN %s ORDER BY floating_ip_address''', found):
            found[row['router_id']]['floating'].append((row['floating_ip_address'], row['fixed_ip_address']))
        return found

    def routers_of(self, network_ids):
        return [row['router_id'] for row in self.rows('''
            SELECT DISTINCT routerports.router_id FROM neutron.routerports JOIN neutron.ports ON ports.id = routerports.port_id
            WHERE routerports.port_type = 'network:router_interface' AND ports.network_id IN %s''', network_ids)]

    def subnet_routes(self, subnet_ids):
        """Pairs of destination and next hop by subnet."""
        found = {}
        for row in self.rows('SELECT subnet_id, destination, nexthop FROM neutron.subnetroutes WHERE subnet_id IN %s', subnet_ids):
            found.setdefault(row['subnet_id'], []).append((row['destination'], row['nexthop']))
        return found

    def load_balancers(self, network_ids):
        """Load balancers by id: operating_status, vip (address), port_id, listeners, pools by id with members and monitor."""
        found = {row['id']: {**row, 'listeners': [], 'pools': {}} for row in self.rows('''
            SELECT load_balancer.id, load_balancer.operating_status, vip.ip_address AS vip, vip.port_id
            FROM octavia.vip JOIN octavia.load_balancer ON load_balancer.id = vip.load_balancer_id
            WHERE load_balancer.enabled AND load_balancer.provisioning_status NOT IN ('DELETED', 'PENDING_DELETE', 'ERROR')
              AND vip.port_id IS NOT NULL AND vip.network_id IN %s''', network_ids)}
        cidrs, pools = {}, {}
        for row in self.rows('''SELECT listener_cidr.listener_id, listener_cidr.cidr FROM octavia.listener_cidr
                                JOIN octavia.listener ON listener.id = listener_cidr.listener_id
                                WHERE listener.load_balancer_id IN %s ORDER BY cidr''', found):
            cidrs.setdefault(row['listener_id'], []).append(row['cidr'])
        for row in self.rows('''
                SELECT id, load_balancer_id, protocol, protocol_port, connection_limit, default_pool_id, operating_status,
                       timeout_client_data, timeout_member_connect, timeout_member_data
                FROM octavia.listener WHERE enabled AND provisioning_status NOT IN ('DELETED', 'PENDING_DELETE', 'ERROR')
                  AND load_balancer_id IN %s ORDER BY id''', found):
            found[row['load_balancer_id']]['listeners'].append({**row, 'cidrs': cidrs.get(row['id'], [])})
        for row in self.rows('''
                SELECT pool.id, pool.load_balancer_id, pool.protocol, pool.lb_algorithm, pool.operating_status,
                       session_persistence.type AS persistence
                FROM octavia.pool LEFT JOIN octavia.session_persistence ON session_persistence.pool_id = pool.id
                WHERE pool.enabled AND pool.provisioning_status NOT IN ('DELETED', 'PENDING_DELETE', 'ERROR')
                  AND pool.load_balancer_id IN %s ORDER BY pool.id''', found):
            pools[row['id']] = found[row['load_balancer_id']]['pools'][row['id']] = {**row, 'members': [], 'monitor': None}
        for row in self.rows('''
                SELECT id, pool_id, ip_address, protocol_port, weight, operating_status, monitor_address, monitor_port, backup
                FROM octavia.member WHERE enabled AND provisioning_status NOT IN ('DELETED', 'PENDING_DELETE', 'ERROR')
                  AND pool_id IN %s ORDER BY id''', pools):
            pools[row['pool_id']]['members'].append(row)
        for row in self.rows('''
                SELECT pool_id, type, delay, timeout, fall_threshold, rise_threshold, http_method, url_path, expected_codes
                FROM octavia.health_monitor WHERE enabled AND provisioning_status NOT IN ('DELETED', 'PENDING_DELETE', 'ERROR')
                  AND pool_id IN %s''', pools):
            pools[row['pool_id']]['monitor'] = row
        return found

    def set_operating_status(self, table, id, status):
        """table: member, pool, listener or load_balancer."""
        self.write(f'UPDATE octavia.{table} SET operating_status = %s WHERE id = %s', status, id)
