#!/usr/bin/python3
"""Makes Nova's schemas and cells in one process: nova-manage takes seconds to load, and four calls of it would be needed.

nova_schema.py NOVA_CONF CELL0_DATABASE_URL CELL1_DATABASE_URL MESSAGE_QUEUE_URL
"""
import sys

from nova.cmd import manage

configuration, cell0, cell1, queue = sys.argv[1:]
# create_cell's answer when the cell is there already, as after an interrupted `up`
CELL_EXISTS = 2


def must(name, result, accepted=()):
    if result and result not in accepted:
        raise SystemExit(f'nova-manage {name}: {result}')


sys.argv = ['nova-manage', '--config-file', configuration, 'api_db', 'sync']
must('api_db sync', manage.main())
cells = manage.CellV2Commands()
must('cell_v2 map_cell0', cells.map_cell0(database_connection=cell0))
must('db sync', manage.DbCommands().sync())
must('cell_v2 create_cell', cells.create_cell(name='cell1', database_connection=cell1, transport_url=queue), (CELL_EXISTS,))
