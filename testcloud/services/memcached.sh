# shellcheck shell=bash
# memcached: where the services keep the tokens they have checked.

memcached_start() { start memcached memcached -u root -l "$ADDRESS" -p "${PORT[memcached]}" -m 128 -c 2048 -U 0; }
