#!/bin/sh
# Whether this master may have the API's address: its Marathon answers.
# shellcheck source=/dev/null
. /etc/mesos/marathon.env
exec curl --silent --fail --noproxy '*' --max-time 3 --output /dev/null "http://127.0.0.1:$MARATHON_HTTP_PORT/ping"
