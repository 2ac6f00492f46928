"""What the network should be, as plain data: a plan is made from the record and compared, never remembered.

A plan is {namespace: {'owner': 'node' | 'router' | 'balancer', 'links': {name: Link}, 'nat': text, 'balancer': …}}. All networks are
bridges without addresses; what has an address is in a namespace and has one end of a veth pair, the other end is in a bridge.
"""
import dataclasses
import ipaddress

EXTERNAL_BRIDGE = 'jbext'


@dataclasses.dataclass(frozen=True)
class Link:
    network_id: str
    external: bool
    outer: str  # the end in the bridge
    mac: str
    mtu: int
    addresses: tuple  # 'address/prefix', the port's own first
    routes: tuple = ()  # words of `ip route`


def short(id):
    """Long enough to be unique and short enough for the kernel."""
    return id.replace('-', '')[:11]


def bridge_name(network_id):
    return 'b' + short(network_id)


def plan(database, nodes, mark):
    """nodes: those that have a namespace; mark: see node.py. Returns the plan; empty when there are none."""
    ports = database.ports('id', [id for node in nodes for id in node.ports])
    networks = {port['network_id'] for port in ports.values() if not port['external']}
    routers = {}
    while True:  # over a router to its other networks, over these to their other routers
        routers = database.routers(database.routers_of(networks))
        interfaces = database.ports('id', [id for router in routers.values() for id in router['interface_ids']])
        reached = networks | {port['network_id'] for port in interfaces.values()}
        if reached == networks:
            break
        networks = reached
    gateways = database.ports('id', [router['gateway_port_id'] for router in routers.values() if router['gateway_port_id']])
    balancers = database.load_balancers(networks)
    vips = database.ports('id', [one['port_id'] for one in balancers.values()])
    hosts = [*ports.values(), *vips.values()]
    subnet_routes = database.subnet_routes({subnet for port in hosts for _, subnet, _ in port['addresses']})
    return {
        **{node.label: _node(node, ports, subnet_routes) for node in nodes},
        **{f'{mark}r-{short(id)}': _router(router, interfaces, gateways) for id, router in routers.items()},
        **{f'{mark}l-{short(id)}': _balancer(one, vips[one['port_id']], subnet_routes) for id, one in balancers.items() if one['port_id'] in vips},
    }


def _link(port, addresses=(), routes=()):
    own = tuple(address for address, _, _ in port['addresses'])
    return Link(port['network_id'], port['external'], 'p' + short(port['id']), port['mac'], port['mtu'], own + tuple(addresses), tuple(routes))


def _host_routes(port, subnet_routes, with_default):
    """What DHCP would tell a machine on this port."""
    routes = [f'{destination} via {hop}' for _, subnet, _ in port['addresses'] for destination, hop in subnet_routes.get(subnet, [])]
    gateways = [gateway for _, _, gateway in port['addresses'] if gateway]
    if gateways and with_default:
        routes.append(f'default via {gateways[0]}')
    return routes


def _node(node, ports, subnet_routes):
    links, with_default = {}, True
    for number, id in enumerate(node.ports):
        if id in ports:
            routes = _host_routes(ports[id], subnet_routes, with_default)
            with_default = with_default and not any(route.startswith('default') for route in routes)
            links[f'eth{number}'] = _link(ports[id], routes=routes)
    return {'owner': 'node', 'links': links}


def _router(router, interfaces, gateways):
    links = {f'i{short(id)}': _link(interfaces[id]) for id in router['interface_ids'] if id in interfaces}
    inner = [interfaces[id] for id in router['interface_ids'] if id in interfaces]
    gateway = gateways.get(router['gateway_port_id'])
    rules = []
    if gateway:
        links['ext'] = _link(gateway, [f'{public}/32' for public, _ in router['floating']])
        rules = _nat(router, gateway, inner)
    some = next(iter(links), None)
    if some:
        # Nothing but the networks at hand: the answer comes at once, and no time is lost with waiting.
        routes = ('prohibit default', *(f'{destination} via {hop}' for destination, hop in router['routes']))
        links[some] = dataclasses.replace(links[some], routes=routes)
    return {'owner': 'router', 'links': links, 'nat': '\n'.join(['*nat', *rules, 'COMMIT', ''])}


def _nat(router, gateway, inner):
    own = gateway['addresses'][0][0].partition('/')[0] if gateway['addresses'] else None
    rules = [f'-A PREROUTING -d {public}/32 -j DNAT --to-destination {fixed}' for public, fixed in router['floating']]
    rules += [f'-A POSTROUTING -o ext -s {fixed}/32 -j SNAT --to-source {public}' for public, fixed in router['floating']]
    if own:
        for port in inner:
            for address, _, _ in port['addresses']:
                network = ipaddress.ip_interface(address).network
                # A neighbour that was reached by its floating IP must answer by the router.
                rules.append(f'-A POSTROUTING ! -o ext -s {network} -m conntrack --ctstate DNAT -j SNAT --to-source {own}')
                if router['enable_snat']:
                    rules.append(f'-A POSTROUTING -o ext -s {network} -j SNAT --to-source {own}')
    return rules


def _balancer(balancer, port, subnet_routes):
    return {'owner': 'balancer', 'links': {'eth0': _link(port, routes=_host_routes(port, subnet_routes, True))}, 'balancer': balancer}
