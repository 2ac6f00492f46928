# shellcheck shell=bash disable=SC2034
# Where everything of the test cloud lives and on which ports it answers. Sourced first by testcloud.sh.

# A developer's PATH often begins with another python or another erlang than Debian's.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
# Debian has compiled its own modules; ours lie in a checkout that is to stay clean.
export PYTHONDONTWRITEBYTECODE=1
umask 022

REPO=$(dirname "$HERE")
HOME_DIR=$(readlink -m "${TESTCLOUD_HOME:-$REPO/.data/testcloud}")
CACHE_DIR=${TESTCLOUD_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/jeroboam}
HEAT_WORKERS=${TESTCLOUD_HEAT_WORKERS:-2}
NODE_DELAY_SECONDS=${TESTCLOUD_NODE_DELAY_SECONDS:-2}
MOST_NODES=${TESTCLOUD_MOST_NODES:-17}

STATE=$HOME_DIR/state      # databases, images, keys, stamps
ETC=$HOME_DIR/etc          # configuration, rewritten by each `up`
LOG=$HOME_DIR/log
PIDS=$HOME_DIR/pids        # "PID START_TIME" of each process we started
BIN=$HOME_DIR/bin          # entry points that Debian ships only in packages with init scripts
NODES=$HOME_DIR/nodes      # faults.json, and a folder for each machine that runs
OPENRC=$HOME_DIR/openrc
MIRROR=$HOME_DIR/mirror    # the image mirror's certificates; ca.crt is for the clusters
KUBERNETES=$CACHE_DIR/kubernetes-1.20.2

ADDRESS=127.0.0.1
GATEWAY_ADDRESS=172.24.0.1 # this machine as the nodes see it: the gateway of the network `public`
PASSWORD=secret
REGION=RegionOne
KEYSTONE_URL=http://$ADDRESS:5000/v3
RABBIT_URL=rabbit://openstack:$PASSWORD@$ADDRESS:5672/

# Every process in the order in which it is started, with the port it listens on (- for none).
PROCESSES=(
  mariadb:13306 epmd:14369 rabbitmq:5672 memcached:11211
  keystone:5000 placement:8778 neutron:9696 glance:9292
  nova-conductor:- nova-api:8774 nova-compute:- nova-scheduler:-
  heat-engine:- heat-api:8004 heat-api-cfn:8000
  cinder-api:8776 cinder-scheduler:- cinder-volume:-
  octavia:9876 barbican:9311 nodes:- fabric:- gateway:-
  mirror:5001 mirror-plain:5002 ntp:- proxy:3128
)
EXTRA_PORTS=(rabbitmq:25672)
NAMES=("${PROCESSES[@]%:*}")
declare -A PORT
for entry in "${PROCESSES[@]}"; do PORT[${entry%:*}]=${entry#*:}; done

# USER:PROJECT pairs that get an openrc file; the project is the one they begin in.
SIGN_INS=(alice:demo bob:demo2 carol:demo rita:demo operator:admin admin:admin jeroboam:service)

unset "${!OS_@}"

# What the Python programs need to sign in, and no proxy between services on one machine.
export TESTCLOUD_KEYSTONE_URL=$KEYSTONE_URL TESTCLOUD_PASSWORD=$PASSWORD TESTCLOUD_NODES=$NODES
export no_proxy="${no_proxy:+$no_proxy,}$ADDRESS,$GATEWAY_ADDRESS,localhost"
export NO_PROXY=$no_proxy
